#include "study/whatif/whatif.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/plan/plan.hpp"
#include "study/whatif/question.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

namespace {

const std::string kSmall = CELLCAST_SOURCE_DIR "/tests/cli/small.toml", kChina = CELLCAST_SOURCE_DIR "/scenarios/china-2031.toml";

std::string start_of(const std::string& path) { return study::start_text(config::resolved(sim::load_checked(path)), {}); }

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
  return out + "\"";
}

std::string run_question(const std::string& set, const std::string& baseline = "", const std::string& more = "") {
  const auto list = [](const std::string& one) { return one.empty() ? std::string("[]") : "[" + quoted(one) + "]"; };
  return R"({"kind":"run","variable":"total_production","trials":1024,"set":)" + list(set) + R"(,"baseline":)" + list(baseline) + more +
         "}";
}

/// [year][quantile], as the program runs the scenario with that change.
std::vector<double> run_alone(const std::string& set) {
  config::Overrides overrides;
  if (!set.empty()) overrides.set = {set};
  overrides.trials = 1024;
  config::Scenario scenario = sim::load_checked(kSmall, overrides);
  scenario.outputs.variables = {"total_production"};
  scenario.outputs.variable_places = {{}};
  return sim::run(sim::compile(scenario)).fields.front().quantiles;
}

std::vector<double> values_of(const base::JsonValue& answer) {
  std::vector<double> values;
  for (const base::JsonValue& row : answer["table"]["rows"].items)
    for (const base::JsonValue& value : row["values"].items) values.push_back(value.number);
  return values;
}

}  // namespace

TEST_CASE("an answer has the bits of a run with the same change, whatever else was asked before", "[whatif]") {
  study::WhatIf whatif(start_of(kSmall));
  // Inputs that become constants, constants that become inputs, and laws that change: the design's dimensions are each time others.
  for (const std::string set :
       {"", "segments.cells.growth.rate=0.25", "markets.abroad.freight={ dist = \"uniform\", low = 0.01, high = 0.1 }",
        "segments.cells.cost.learning_rate={ dist = \"metalog\", p10 = 0.1, p50 = 0.15, p90 = 0.2, min = 0.0, max = 0.5 }",
        "tariffs.duty.rate=0.25", "sampling.method=\"sobol\"", ""}) {
    INFO(set);
    const base::JsonValue answer = base::read_json(whatif.answer(run_question(set)));
    REQUIRE(answer["ok"].boolean);
    CHECK(values_of(answer) == run_alone(set));
    CHECK(answer["is_changed"].boolean == !set.empty());
  }
}

TEST_CASE("the change of the answer is that of the medians, against the baseline that is asked for", "[whatif]") {
  study::WhatIf whatif(start_of(kSmall));
  const std::string more = "segments.cells.growth.rate=0.3", less = "segments.cells.growth.rate=0.1";
  const base::JsonValue up = base::read_json(whatif.answer(run_question(more, less))),
                        none = base::read_json(whatif.answer(run_question(more, more)));
  CHECK(up["change"].text.starts_with("+"));
  CHECK(up["difference"]["svg"].text.starts_with("<svg"));
  CHECK(up["fan"]["svg"].text.find("baseline") != std::string::npos);
  CHECK_FALSE(none["is_changed"].boolean);
  CHECK(none["change"].text.empty());
  const base::JsonValue parts =
      base::read_json(whatif.answer(R"({"kind":"attribute","variable":"total_production","trials":1024,"set":[")" + more +
                                    R"(","markets.abroad.freight=0.2"],"baseline":[]})"));
  REQUIRE(parts["ok"].boolean);
  CHECK(parts["attribution"]["csv"].text.find("segments.cells.growth.rate") != std::string::npos);
  CHECK(parts["attribution"]["csv"].text.find("markets.abroad.freight") != std::string::npos);
}

TEST_CASE("what is wrong with a change is said as the program says it, and the next answer is good", "[whatif]") {
  study::WhatIf whatif(start_of(kSmall));
  for (const std::string set :
       {"segments.cells.growth.rate=abc", "segments.cells.growth.rte=0.1", "segments.cells.growth.rate={ dist = \"norml\" }", "=", "",
        "extends=\"x.toml\"", "horizon.end_year=2000", "segments.cells.growth.rate=nan"}) {
    INFO(set);
    const base::JsonValue answer = base::read_json(whatif.answer(run_question(set.empty() ? std::string("no equals sign") : set)));
    CHECK_FALSE(answer["ok"].boolean);
    CHECK(answer["message"].text.starts_with("change "));
  }
  const base::JsonValue unknown = base::read_json(whatif.answer(R"({"kind":"run","variable":"no_such_output","set":[],"baseline":[]})"));
  CHECK_FALSE(unknown["ok"].boolean);
  CHECK(unknown["message"].text == "no output no_such_output");
  CHECK(base::read_json(whatif.answer(run_question("")))["ok"].boolean);
}

TEST_CASE("a threshold of one's own is counted exactly", "[whatif]") {
  study::WhatIf whatif(start_of(kSmall));
  const base::JsonValue answer = base::read_json(whatif.answer(run_question("outputs.thresholds.total_production=[160.0]")));
  REQUIRE(answer["ok"].boolean);
  CHECK(answer["chance"]["at"].number == 160);
  CHECK(answer["chance"]["now"].text.find('%') != std::string::npos);
}

TEST_CASE("questions that are none are refused, and numbers are taken within bounds", "[whatif]") {
  CHECK_THROWS_AS(study::read_question("{"), base::Error);
  CHECK_THROWS_AS(study::read_question("[]"), base::Error);
  CHECK_THROWS_AS(study::read_question(R"({"kind":"rob"})"), base::Error);
  const study::Question question = study::read_question(R"({"kind":"run","trials":1e30,"year":-4,"width":1,"set":["a=1",2]})");
  CHECK(question.trials == 1 << 24);
  CHECK(question.year == 0);
  CHECK(question.width == 280);
  CHECK(question.set == std::vector<std::string>{"a=1", ""});
}

/// Read by tests/web/speed.test.mjs.
TEST_CASE("how long a warm process takes for a change of china-2031", "[.whatif-speed]") {
  study::WhatIf whatif(start_of(kChina));
  const auto ask = [&](double rate) { return whatif.answer(run_question("tariffs.us_mfn.rate=" + std::to_string(rate))); };
  std::vector<double> times;
  for (int k = 0; k < 12; ++k) {
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(base::read_json(ask(0.04 + 0.01 * k))["ok"].boolean);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::printf("warm %.2f\n", *std::ranges::min_element(times));
}
