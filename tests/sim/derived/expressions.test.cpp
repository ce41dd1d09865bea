#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <memory>

#include "sim/check/check.hpp"
#include "sim/engine/trials/chunk.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/questions.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

config::Scenario product(std::vector<std::string> changes = {}) {
  changes.emplace_back("economy.cumulative_production=5000.0");
  config::Overrides overrides;
  overrides.set = std::move(changes);
  return tests::scenario(tests::kProduct, overrides);
}

std::vector<std::string> valid_expressions() {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/expressions/valid.txt");
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line);)
    if (!line.starts_with('#')) all.push_back(line);
  return all;
}

std::vector<sim::Question> questions(const config::Scenario& scenario, const std::vector<std::string>& texts) {
  const sim::Scope scope = sim::question_scope(scenario);
  std::vector<sim::Question> out;
  for (const std::string& text : texts) out.push_back(sim::ask(text, scope, sim::Wanted::any_dimensions));
  return out;
}

/// All cells of all questions, trial after trial.
std::vector<double> values(const sim::Plan& plan, sim::Isa isa, std::uint64_t first, std::size_t count) {
  sim::Chunk chunk(plan, sim::kernel(isa), count);
  chunk.compute(first, count);
  std::vector<double> out;
  for (const sim::VariableId id : plan.questions)
    for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) {
      const auto row = chunk.output(plan.layout.offset(id) + cell);
      out.insert(out.end(), row.begin(), row.end());
    }
  return out;
}

/// An expression of constants.
double value(const std::string& text) {
  static const config::Scenario scenario = product();
  const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), questions(scenario, {text}));
  return values(plan, sim::best_isa(), 0, 1).front();
}

}  // namespace

TEST_CASE("operators bind as they are said to", "[expressions]") {
  CHECK(value("-2^2") == -4);
  CHECK(value("2^-2") == 0.25);
  CHECK(value("-2^-2") == -0.25);
  CHECK(value("2^3^2") == Approx(512).epsilon(1e-14));
  CHECK(value("10 - 3 - 2") == 5);
  CHECK(value("100 / 10 / 5") == 2);
  CHECK(value("2 + 3 * 4") == 14);
  CHECK(value("not 1 == 2") == 1);
  CHECK(value("1 or 0 and 0") == 1);
  CHECK(value("(1 or 0) and 0") == 0);
  CHECK(value("not 0 and 0") == 0);
}

TEST_CASE("numbers that are not finite go through, but for what need not be looked at", "[expressions]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const char* text : {"0 / 0", "0 / 0 < 1", "1 < 0 / 0", "0 / 0 == 0 / 0", "0 / 0 != 0 / 0", "not (0 / 0)", "1 and 0 / 0", "0 / 0 and 1",
                           "0 / 0 and 0", "0 or 0 / 0", "0 / 0 or 1", "min(0 / 0, 1)", "min(1, 0 / 0)", "max(0 / 0, 1)", "max(1, 0 / 0)",
                           "clamp(0 / 0, 1, 2)", "clamp(1, 0 / 0, 2)", "clamp(1, 0, 0 / 0)", "clamp(1, 3, 2)", "if(0 / 0, 1, 2)",
                           "if(1, 0 / 0, 2)", "(-1)^0.5", "(-1)^(1 - 1)", "(0 - 1)^17", "sqrt(-1)", "log(-1)", "1 / 0 - 1 / 0"}) {
    INFO(text);
    CHECK(std::isnan(value(text)));
  }
  CHECK(value("0 and 0 / 0") == 0);
  CHECK(value("1 or 0 / 0") == 1);
  CHECK(value("2 or 0 / 0") == 1);
  CHECK(value("if(1, 2, 0 / 0)") == 2);
  CHECK(value("if(0, 0 / 0, 3)") == 3);
  CHECK(value("if(-1, 2, 3)") == 2);
  CHECK(value("1 / 0") == infinity);
  CHECK(value("1 / 0 > 5") == 1);
  CHECK(value("exp(1 / 0)") == infinity);
  CHECK(value("exp(-1 / 0)") == 0);
  CHECK(value("log(0)") == -infinity);
}

TEST_CASE("a power is a product where the exponent is written out, and else by logarithms", "[expressions]") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(value("(0 / 0)^0") == 1);
  CHECK(value("(-3)^3") == -27);
  CHECK(value("(-3)^(3)") == -27);
  CHECK(value("(-3)^-3") == 1 / -27.0);
  CHECK(value("(-3)^(-(3))") == 1 / -27.0);
  CHECK(value("(-3)^(-(-3))") == -27);
  CHECK(value("(-2)^16") == 65536);
  CHECK(value("1.1^3") == 1.1 * 1.1 * 1.1);
  CHECK(value("0^(1 - 1)") == 1);
  CHECK(value("0^0.5") == 0);
  CHECK(value("0^-0.5") == infinity);
  CHECK(value("0^-2") == infinity);
  CHECK(value("2^(1 / 0)") == infinity);
  CHECK(value("0.5^(1 / 0)") == 0);
  CHECK(value("(1 / 0)^0.5") == infinity);
  CHECK(value("(1 / 0)^-0.5") == 0);
  CHECK(value("2^17") == Approx(131072).epsilon(1e-14));
  CHECK(std::isnan(value("(-2)^17")));
}

TEST_CASE("functions along the years", "[expressions]") {
  const config::Scenario scenario = product();
  const auto at = [&](const std::string& text) {
    const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), questions(scenario, {text, "total_demand"}));
    sim::Chunk chunk(plan, sim::kernel(sim::best_isa()), 1);
    chunk.compute(0, 1);
    std::vector<double> out;
    for (const sim::VariableId id : plan.questions)
      for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) out.push_back(chunk.output(plan.layout.offset(id) + cell)[0]);
    return out;
  };
  const std::vector<double> lag = at("lag(total_demand)");
  REQUIRE(lag.size() == 6);
  CHECK(std::vector(lag.begin(), lag.begin() + 3) == std::vector{lag[3], lag[3], lag[4]});
  const std::vector<double> change = at("change(total_demand * 0 / 0)[base]");
  CHECK(change.front() == 0);
  const std::vector<double> sums = at("cumsum(total_demand)");
  CHECK(std::vector(sums.begin(), sums.begin() + 3) == std::vector{sums[3], sums[3] + sums[4], sums[3] + sums[4] + sums[5]});
  const std::vector<double> rate = at("cagr(total_demand)");
  REQUIRE(rate.size() == 4);
  CHECK(rate[0] == Approx(std::sqrt(rate[3] / rate[1]) - 1).margin(1e-15));
}

TEST_CASE("all expressions have the same bits from every kernel, together and alone, in any block", "[expressions][kernel]") {
  const config::Scenario scenario = sim::load_checked(tests::shipped("china-2031"));
  const std::vector<std::string> texts = valid_expressions();
  REQUIRE(texts.size() >= 150);
  const std::vector<std::string> dimensions = sim::dimension_order(scenario);
  const sim::Plan plan = sim::compile(scenario, dimensions, questions(scenario, texts));
  const std::vector<double> expected = values(plan, sim::Isa::portable, 0, 256);
  for (const sim::Isa isa : sim::kIsas) {
    if (!sim::is_available(isa)) continue;
    INFO(name(isa));
    const std::vector<double> found = values(plan, isa, 0, 256);
    CHECK(std::memcmp(found.data(), expected.data(), expected.size() * sizeof(double)) == 0);
  }
  std::size_t at = 0;
  for (std::size_t k = 0; k < texts.size(); k += 7) {
    const sim::Plan alone = sim::compile(scenario, dimensions, questions(scenario, {texts[k]}));
    at = 0;
    for (std::size_t before = 0; before < k; ++before) at += 256 * plan.layout.cells(plan.questions[before]);
    const std::vector<double> found = values(alone, sim::best_isa(), 0, 256);
    INFO(texts[k]);
    CHECK(std::memcmp(found.data(), expected.data() + at, found.size() * sizeof(double)) == 0);
  }
}

TEST_CASE("a question computes what it needs, and no more", "[expressions]") {
  const config::Scenario scenario = sim::load_checked(tests::shipped("china-2031"));
  const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), questions(scenario, {"total_exports[2030] > 900"}));
  using enum sim::VariableId;
  CHECK(plan.wanted == plan.questions);
  CHECK(plan.model.needed[sim::index(total_exports)]);
  CHECK_FALSE(plan.model.needed[sim::index(producer_production)]);
  CHECK_FALSE(plan.model.needed[sim::index(customs_value)]);
}

TEST_CASE("a difference looks back to the base's trial", "[expressions]") {
  const config::Scenario base = product();
  const config::Scenario later = product({"segments.s.price=3.0"});
  const std::vector<std::string> dimensions = sim::dimension_order(std::array{base, later});
  const sim::Scope scope = sim::question_scope(base), later_scope = sim::question_scope(later, &scope);
  const std::vector<std::string> texts{"difference(total_revenue)[2026] + total_revenue[2026]", "difference(2 * revenue)",
                                       "difference(total_revenue[2026])"};
  std::vector<sim::Question> asked;
  for (const std::string& text : texts) asked.push_back(sim::ask(text, later_scope, sim::Wanted::any_dimensions));
  const sim::PairedPlans plans = sim::compile_pair(base, later, dimensions, asked);
  const sim::Kernel& kernel = sim::kernel(sim::best_isa());
  sim::Chunk before(plans.base, kernel, 256), after(plans.later, kernel, 256);
  before.compute(512, 256);
  after.compute(512, 256, &before);
  const auto revenue = [&](const config::Scenario& scenario) {
    const sim::Plan plan = sim::compile(scenario, dimensions, questions(scenario, {"total_revenue[2026]"}));
    return values(plan, sim::best_isa(), 512, 256);
  };
  const std::vector<double> first = revenue(base), second = revenue(later);
  const auto row = [&](std::size_t question, std::size_t cell) {
    return after.output(plans.later.layout.offset(plans.later.questions[question]) + cell);
  };
  for (std::size_t trial = 0; trial < 256; ++trial) {
    REQUIRE(row(0, 0)[trial] == second[trial] - first[trial] + second[trial]);
    REQUIRE(row(1, 2)[trial] == 2 * second[trial] - 2 * first[trial]);
    REQUIRE(row(2, 0)[trial] == second[trial] - first[trial]);
  }
  const auto refused = [&](const std::string& text) {
    try {
      sim::ask(text, later_scope, sim::Wanted::any_dimensions);
    } catch (const base::Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused("difference(difference(total_revenue))").starts_with("CONDITION:1:12: `difference` cannot stand in another"));
}
