// Prints a hash of everything that this program computes: quantiles, draws, results of a small run of each design. The same lines must
// come from every processor and compiler: tests/arm64/check_bits.py.
//
// Usage: bits SOURCE_FOLDER [ISA]
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <string>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/decide/decide.hpp"
#include "sim/discover/discover.hpp"
#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/engine/trials/central.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/questions.hpp"
#include "sim/random/correlation/nearest_correlation.hpp"
#include "sim/random/correlation/rank_correlation.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/random/stream/uniform.hpp"
#include "sim/stats/infer/ranks.hpp"

namespace {

using namespace cellcast;

/// 64-bit FNV-1a of numbers' bits; every NaN is one.
class Hash {
 public:
  void add(std::uint64_t bits) {
    for (int i = 0; i < 8; ++i) hash_ = (hash_ ^ (bits >> (8 * i) & 0xff)) * 0x100000001b3;
  }
  void add(double x) { add(std::bit_cast<std::uint64_t>(std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x)); }
  void add(std::int64_t x) { add(static_cast<std::uint64_t>(x)); }
  void add(const std::string& text) {
    for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
  }
  template <class T>
  void add(const std::vector<T>& values) {
    for (const T& value : values) add(value);
  }
  void print(const std::string& what) const { std::printf("%016llx %s\n", static_cast<unsigned long long>(hash_), what.c_str()); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Every law, plain, truncated and in narrow windows, ordinary and extreme.
std::vector<config::Distribution> distributions() {
  using namespace config;
  std::vector<Distribution> all = {
      {Normal{1, 2}},
      {Normal{1, 2}, 0, 4},
      {Normal{0, 1}, 8, kInfinity},
      {Normal{0.3, 1}, 30, 30.001},
      {Normal{0, 1}, 1e-10, 2e-10},
      {Lognormal{2, 0.3}},
      {Lognormal{2, 0.3}, 1, 2.5},
      {Lognormal{2, 5}, 3, 3.01},
      {LognormalMoments{2, 0.6}},
      {LognormalMoments{2, 60}, 1, 3},
      {Uniform{-1, 3}, 0, kInfinity},
      {Triangular{0, 1, 4}},
      {Triangular{-1, 0, 4}, -1e-10, 1e-10},
      {Pert{0, 0, 4}, 1, 3},
      {Pert{0, 4, 4, 20}},
      {Pert{-1, 0.1, 1}, -1e-8, 1e-8},
      {Beta{2, 0.5}},
      {Beta{0.01, 0.02}},
      {Beta{0.7, 60}},
      {Beta{3e4, 2e4, -1, 1}, -1, 0.5},
      {Gamma{2, 3}},
      {Gamma{0.01, 3}},
      {Gamma{0.3, 3}, 0.5, 0.51},
      {Gamma{1e4, 3}, 2.9e4, kInfinity},
      {Weibull{1.5, 2}},
      {Weibull{0.4, 2}, 1, 2},
      {Weibull{3, 2}, 1, 1.01},
      {StudentT{3, 1, 2}},
      {StudentT{0.1, 0, 1}},
      {StudentT{0.5, 1, 2}, 0, kInfinity},
      {StudentT{1, 0, 1}, 1e-10, 2e-10},
      {StudentT{2.5, 1, 2}, 3, 3.05},
      {StudentT{1e9, 1, 2}},
      {Metalog{1, 2, 4}},
      {Metalog{1, 2, 4}, 0},
      {Metalog{1, 2, 4}, -kInfinity, 6},
      {Metalog{1, 2, 4}, 0, 6},
      {Discrete{{1, 2, 5}, {1, 2, 1}}},
      {Empirical{{0, 0.25, 0.5, 1}, {1, 2, 2, 5}}},
  };
  for (int i = 1; i < 8; ++i) all.push_back({Pert{0, i / 8.0, 1}});
  return all;
}

void print_quantiles(const config::Distribution& distribution) {
  std::vector<double> u, x;
  for (int i = 0; i < 512; ++i) u.push_back((i + 0.5) / 512);
  for (int i = 10; i <= 53; ++i) u.insert(u.end(), {std::ldexp(1.3, -i), std::ldexp(1.0, -i), 1 - std::ldexp(1.0, -i)});
  x.resize(u.size());
  const auto quantile = sim::make_quantile(distribution);
  (*quantile)(u, x);
  Hash hash;
  hash.add(x);
  for (std::size_t i = 0; i < u.size(); i += 61) hash.add(quantile->once(u[i])), hash.add(quantile->nearly(u[i]));
  hash.print("quantiles of " + config::text(distribution));
}

/// What error bars, copulas and repairs are computed with.
void print_numbers() {
  Hash factors, ranks, nearest, written;
  for (const std::uint32_t replicates : {2u, 3u, 8u, 16u, 100u}) factors.add(sim::confidence_factor(replicates, 4096));
  for (const std::uint64_t trials : {2u, 5u, 1000u, 1u << 20, 4'000'000'000u}) factors.add(sim::confidence_factor(1, trials));
  for (const double p : {0.001, 0.05, 0.5, 0.9}) {
    for (const std::uint64_t n : {1u, 64u, 4096u, 1'000'000u}) {
      const sim::RankBounds bounds = sim::confidence_ranks(p, n);
      ranks.add(std::uint64_t{bounds.low}), ranks.add(std::uint64_t{bounds.high});
    }
  }
  sim::SquareMatrix matrix(12);
  for (std::size_t i = 0; i < 12; ++i) {
    matrix(i, i) = 1;
    for (std::size_t j = 0; j < i; ++j) matrix(i, j) = matrix(j, i) = static_cast<double>(i * 7 + j * 13) / 100 - 0.9;
  }
  nearest.add(sim::nearest_correlation(matrix, 1e-5).values);
  factors.print("confidence factors");
  ranks.print("ranks of confidence bounds");
  nearest.print("nearest correlation matrix");
}

void add_field(Hash& hash, const sim::Field& f) {
  for (const auto* values : {&f.mean, &f.sd, &f.min, &f.max, &f.mean_error, &f.quantiles, &f.quantiles_low, &f.quantiles_high,
                             &f.exceedance, &f.histogram_edges, &f.samples})
    hash.add(*values);
  hash.add(f.histogram);
}

void print_results(const std::string& what, const sim::Results& results) {
  Hash inputs, outputs, update, drivers, claims;
  for (const sim::InputSummary& input : results.inputs)
    inputs.add(input.mean), inputs.add(input.sd), inputs.add(input.quantiles), inputs.add(input.samples);
  for (const sim::CorrelationSummary& pair : results.correlations) inputs.add(pair.requested), inputs.add(pair.achieved);
  inputs.print("draws of " + what);
  for (const sim::Field& field : results.fields) add_field(outputs, field);
  outputs.add(results.confidence_factor);
  if (results.stop) outputs.add(std::uint64_t{results.stop->trials}), outputs.add(results.stop->error.value);
  outputs.print("results of " + what);
  if (results.update) {
    update.add(results.update->effective_trials);
    for (const sim::Field& field : results.update->fields) add_field(update, field);
    for (const sim::UpdatedInput& input : results.update->inputs) update.add(input.mean), update.add(input.shift), update.add(input.quantiles);
    update.print("updating of " + what);
  }
  if (results.sensitivity) {
    const sim::GivenDataIndices& given = results.sensitivity->given_data;
    for (const auto* numbers : {&given.first_order, &given.first_order_low, &given.first_order_high, &given.spearman, &given.mean_low,
                                &given.mean_high})
      drivers.add(*numbers);
    if (results.sensitivity->design) {
      const sim::DesignIndices& design = *results.sensitivity->design;
      for (const auto* numbers : {&design.first_order, &design.first_order_low, &design.total, &design.total_high}) drivers.add(*numbers);
    }
    drivers.print("drivers of " + what);
  }
}

void print_run(const std::string& source, const std::string& isa, const std::string& file, const std::string& method,
               const std::vector<std::string>& set = {}, std::uint64_t trials = 2048) {
  config::Overrides overrides;
  overrides.trials = trials;
  overrides.method = method;
  overrides.set = set;
  overrides.set.emplace_back("outputs.samples=64");
  const sim::Plan plan = sim::compile(sim::load_checked(source + "/" + file, overrides));
  const sim::Isa kind = isa.empty() ? sim::best_isa() : sim::find_isa(isa).value();
  std::string what = file + ", " + method;
  for (const std::string& change : set) what += ", " + change;
  print_results(what, sim::run(plan, {.threads = 1, .isa = kind}));
  Hash central;
  central.add(sim::central(plan, kind));
  central.print("central run of " + what);
}

void add_estimate(Hash& hash, const sim::Estimate& estimate) { hash.add(estimate.value), hash.add(estimate.low), hash.add(estimate.high); }

/// The plan of a scenario that is asked one question.
sim::Plan asked(const std::string& file, const std::string& question, std::uint64_t trials) {
  config::Overrides overrides;
  overrides.trials = trials;
  const config::Scenario scenario = sim::load_checked(file, overrides);
  const std::vector<sim::Question> questions{sim::ask(question, sim::question_scope(scenario), sim::Wanted::single_number)};
  return sim::compile(scenario, sim::dimension_order(scenario), questions);
}

std::size_t row_of(const sim::Plan& plan) { return plan.layout.offset(plan.questions.front()); }

void print_boxes(const std::string& source, const sim::RunOptions& options) {
  const sim::Plan plan = asked(source + "/scenarios/china-2030.toml", "total_unmet[2030] > 0", 16'384);
  const sim::Discovery found = sim::discover(plan, sim::find_cases({&plan, plan.trials}, row_of(plan), options), 1, options);
  Hash hash;
  for (const sim::DiscoveredBox& box : found.boxes) {
    for (const sim::DiscoveredLimit& limit : box.limits) hash.add(limit.value), hash.add(limit.percentile), hash.add(std::uint64_t{limit.found_again});
    for (const sim::PathPoint& point : box.path) hash.add(point.inside.trials), hash.add(point.inside.cases);
    for (const sim::Proportion& figure : {box.coverage, box.density, box.mass}) hash.add(figure.estimate), hash.add(figure.low), hash.add(figure.high);
  }
  hash.print("boxes of a shortage");
}

void print_decision(const std::string& source, const sim::RunOptions& options) {
  std::vector<sim::Plan> plans;
  sim::PayoffTable payoffs;
  sim::NotFiniteCount not_finite;
  for (const char* const file : {"/scenarios/policy-no-us-duty.toml", "/scenarios/policy-us-duty-54.toml"}) {
    plans.push_back(asked(source + file, "sum(tariff[us, 2030] * deliveries[us, 2030] * price[2030], segment) - market_price[ess, us, 2030]", 4096));
    payoffs.push_back(sim::payoffs_of(plans.back(), row_of(plans.back()), not_finite, options));
  }
  const sim::Decision found = sim::decide(plans, payoffs, {}, options);
  Hash hash;
  for (const sim::OptionFigures& option : found.choice.options) {
    add_estimate(hash, option.mean);
    for (const double figure : {option.sd, option.p5, option.p50, option.p95, option.best, option.regret}) hash.add(figure);
  }
  add_estimate(hash, found.choice.evpi);
  for (const sim::KnownFactor& known : found.known) add_estimate(hash, known.value);
  hash.print("decision between duties");
}

void print_all(const std::string& source, const std::string& isa) {
  const sim::RunOptions options{.threads = 1, .isa = isa.empty() ? sim::best_isa() : sim::find_isa(isa).value()};
  print_boxes(source, options);
  print_decision(source, options);
  for (const config::Distribution& distribution : distributions()) print_quantiles(distribution);
  print_numbers();
  const std::string student = "copula={ kind = \"student_t\", dof = 2.5 }";
  const std::string factor =
      "factors=[{ name = \"taste\", loads = { segments.power.price_elasticity = 0.6, segments.ess.price_elasticity = 0.7 } }]";
  for (const char* const method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    print_run(source, isa, "tests/data/golden/stress-639.toml", method);
    print_run(source, isa, "scenarios/china-2030.toml", method, {student, factor});
  }
  print_run(source, isa, "tests/data/golden/stress-721.toml", "sobol", {"sensitivity.method=\"none\""});
  print_run(source, isa, "tests/data/golden/stress2-4562.toml", "latin-hypercube", {"sensitivity.method=\"none\""});
  print_run(source, isa, "tests/data/golden/china-2030-makers.toml", "sobol", {"sensitivity.method=\"none\""}, 16'384);
  print_run(source, isa, "scenarios/china-2030-news.toml", "sobol", {"sensitivity.method=\"none\""}, 32'768);
  print_run(source, isa, "scenarios/china-2030.toml", "sobol", {"sensitivity.method=\"sobol\"", "sensitivity.trials=4096"});
  print_run(source, isa, "scenarios/china-2030.toml", "monte-carlo",
            {"sampling.stop={ quantile = 0.5, variable = \"total_demand\", year = 2030, relative_error = 0.05, max_trials = 8192 }"});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  try {
    print_all(argv[1], argc > 2 ? argv[2] : "");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
