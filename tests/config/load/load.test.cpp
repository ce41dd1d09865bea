#include "config/load/load.hpp"

#include <filesystem>

#include "config/schema/keys.hpp"
#include "config/toml/input_file.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"
#include "tests/config/schema/document.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using Catch::Contains;

namespace {

const std::string kRoot = CELLCAST_SOURCE_DIR;

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> paths;
  for (const char* folder : {"/scenarios", "/tests/data/golden"})
    for (const auto& entry : std::filesystem::directory_iterator(kRoot + folder))
      if (entry.path().extension() == ".toml") paths.push_back(entry.path().string());
  return paths;
}

const Number& number_at(const Scenario& scenario, const std::string& path) {
  for (const Number* number : numbers(scenario))
    if (number->path == path) return *number;
  throw std::runtime_error("no number " + path);
}

double constant_at(const Scenario& scenario, const std::string& path) { return std::get<double>(number_at(scenario, path).value); }

}  // namespace

TEST_CASE("shipped and golden scenarios load without complaint, and resolve to texts that load to the same") {
  const std::vector<std::string> paths = shipped_scenarios();
  REQUIRE(paths.size() >= 20);
  for (const std::string& path : paths) {
    const Loaded loaded = load(path);
    INFO(path << "\n" << messages(loaded));
    const bool is_made_up = path.find("/stress") != std::string::npos;  // at random, and so may have a variable for nothing
    for (const Diagnostic& diagnostic : loaded.diagnostics) REQUIRE((is_made_up && diagnostic.severity == Severity::warning));
    const std::string text = resolved(loaded.scenario);
    const Loaded again = load(Source{"resolved", text});
    INFO(messages(again));
    REQUIRE(again.diagnostics.empty());
    CHECK(resolved(again.scenario) == text);
    const auto uncertain = [](const Scenario& scenario) {
      std::vector<std::string> names;
      for (const Number* number : numbers(scenario))
        if (std::holds_alternative<Distribution>(number->value))
          names.push_back(number->path + " " + cellcast::config::text(std::get<Distribution>(number->value)));
      return names;
    };
    CHECK(uncertain(again.scenario) == uncertain(loaded.scenario));
  }
}

TEST_CASE("values arrive where they belong") {
  const Loaded loaded = load(kRoot + "/tests/data/golden/stress-639.toml");
  const Scenario& s = loaded.scenario;
  CHECK(s.horizon.base_year == 2026);
  CHECK(s.horizon.years() == 11);
  CHECK(s.markets[s.home()].name == "us");
  CHECK(constant_at(s, "segments.ess.cost.learning_rate") == 0.2521);
  CHECK(constant_at(s, "segments.robot.cost.markup_floor") == -0.1);   // default
  CHECK(constant_at(s, "markets.row.local_premium_decline") == 0);     // default
  CHECK(constant_at(s, "segments.robot.supply.announced.2027") == 0);  // a year left out
  CHECK(constant_at(s, "segments.robot.supply.announced.2030") == 0.296335);
  CHECK(s.segments[0].supply.lead_time == 2);
  CHECK(s.segments[0].growth.drivers.size() == 2);
  CHECK(s.tariffs[1].until.has_value());
  CHECK(date_text(*s.tariffs[1].until) == "2029-10-16");
  CHECK(s.tariffs[1].segments == std::vector<std::size_t>{0, 1});
  CHECK(s.tariffs[0].segments.size() == 4);
  CHECK(std::get<Shared>(number_at(s, "tariffs.t2.rate").value).variable == 2);
  CHECK(std::get<Shared>(number_at(s, "tariffs.t2.rate").value).offset == 0.3246546);
  const auto& small = std::get<Distribution>(number_at(s, "segments.small.markets.eu.demand").value);
  CHECK(std::get<LognormalMoments>(small.law).sd == 156.4463);
  CHECK(small.min == 383.07411);
  CHECK_FALSE(s.segments[2].markets[3].present);  // small has no demand in japan
  CHECK(std::get<double>(s.segments[2].markets[3].home_share.value) == 1);
  CHECK(s.sources.at(0).name == kRoot + "/tests/data/golden/stress-639.toml");
}

TEST_CASE("names keep the order of the file, not of the alphabet") {
  const Loaded loaded = load(kRoot + "/tests/data/golden/stress-639.toml");
  std::vector<std::string> segments, markets;
  for (const Segment& segment : loaded.scenario.segments) segments.push_back(segment.name);
  for (const Market& market : loaded.scenario.markets) markets.push_back(market.name);
  CHECK(segments == std::vector<std::string>{"robot", "ess", "small", "power"});
  CHECK(markets == std::vector<std::string>{"eu", "us", "india", "japan", "row"});
  CHECK(loaded.scenario.chemistries.front().name == "solid_state");
  CHECK(loaded.scenario.materials == std::vector<std::string>{"lithium", "graphite", "nickel", "cobalt"});
  CHECK(loaded.scenario.variables.size() == 7);
}

TEST_CASE("all errors of a file come at once, sorted by line") {
  std::string text = patched(kTiny, "seed = 1\n", "seed = .5\n");
  text = patched(text, "freight = 0.05", "frieght = 0.05");
  text = patched(text, "price = 0.5", "price = -1");
  text = patched(text, "rank = 0.3", "rank = 3");
  text = patched(text, "learning_rate = 0.1", "learning_rate = 10%");
  const Loaded loaded = load_text(text);
  std::vector<std::uint32_t> lines;
  for (const Diagnostic& diagnostic : loaded.diagnostics) lines.push_back(diagnostic.place.line);
  INFO(messages(loaded));
  CHECK(lines == std::vector<std::uint32_t>{8, 16, 22, 30, 45});
}

TEST_CASE("a broken header stops the reading, without errors that only follow from it") {
  const Loaded loaded = load_text(patched(kTiny, "[segments.power.growth]", "[segments.power.growth"));
  CHECK(loaded.diagnostics.size() == 1);
}

TEST_CASE("the files that are none") {
  const Folder folder;
  CHECK_THROWS_AS(load(folder.path() + "/absent.toml"), InputError);
  CHECK_THROWS_AS(load(folder.path()), InputError);
}

TEST_CASE("rules that hold in every draw are checked at the ends of supports") {
  const std::string rate = "rate = { dist = \"normal\", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }";
  const auto with = [&](const std::string& premium) {
    return messages(load_text(patched(patched(kTiny, rate, "rate = { dist = \"uniform\", low = -0.5, high = 0.2 }"), "local_capacity = 25",
                                      "local_capacity = 25\ngrowth_premium = " + premium)));
  };
  CHECK(with("-0.49") == "");
  CHECK_THAT(with("-0.5"), Contains("demand may fall to nothing"));
  CHECK_THAT(with("{ dist = \"uniform\", low = -0.6, high = 0 }"), Contains(":38:18:"));

  const auto demand = [&](const std::string& law) { return messages(load_text(patched(kTiny, "demand = 40", "demand = " + law))); };
  CHECK(demand("{ dist = \"uniform\", low = 10, high = 50 }") == "");  // (1 - 0.5) x 50 = 25 = local_capacity
  CHECK_THAT(demand("{ dist = \"uniform\", low = 10, high = 50.1 }"), Contains("local plants supply"));
  CHECK_THAT(demand("{ dist = \"lognormal\", median = 40, sigma = 0.1 }"), Contains("up to inf"));

  const auto utilization = [&](const std::string& scale) {
    return messages(load_text(patched(kTiny, "utilization = 0.6", "utilization = { var = \"x\", scale = " + scale + ", offset = 0.1 }")));
  };
  CHECK(utilization("4") == "");  // up to 0.2 x 4 + 0.1 = 0.9 = max_utilization
  CHECK_THAT(utilization("4.1"), Contains("may exceed"));

  CHECK(messages(load_text(patched(kTiny, "cumulative_production = 1000", "cumulative_production = 132"))) == "");  // 1.1 x (100 + 20)
  CHECK_THAT(messages(load_text(patched(kTiny, "cumulative_production = 1000", "cumulative_production = 131.9"))), Contains("too small"));
}

TEST_CASE("a place that shares a draw is correlated by its variable") {
  std::string text = patched(kTiny, "freight = 0.05", "freight = { var = \"x\" }");
  text = patched(text, "\"variables.x\", ", "\"markets.abroad.freight\", ");
  CHECK_THAT(messages(load_text(text)), Contains("write \"variables.x\""));
}

TEST_CASE("shocks can be correlated") {
  const std::string shared = patched(kTiny, "learning_rate = 0.1", "learning_rate = { var = \"x\" }");
  const Loaded loaded = load_text(patched(shared, "\"variables.x\", ", "\"shock.power[2026]\", "));
  CHECK(messages(loaded) == "");
  CHECK(loaded.scenario.correlations.at(0).first == "shock.power[2026]");
}

TEST_CASE("segments may not take the names of shocks") {
  std::string text = kTiny;
  for (std::size_t at; (at = text.find("segments.power")) != std::string::npos;) text.replace(at, 14, "segments.common");
  const Loaded loaded = load_text(text);
  CHECK(loaded.diagnostics.size() == 1);
  CHECK_THAT(messages(loaded), Contains("may not be called `common`"));
}

TEST_CASE("the share of home-owned plants stays the same draw where no end is given") {
  const Loaded loaded = load_text(patched(kTiny, "freight = 0.05", "overseas_home_share = { dist = \"uniform\", low = 0.1, high = 0.2 }"));
  REQUIRE(messages(loaded) == "");
  const Market& abroad = loaded.scenario.markets.at(1);
  CHECK(abroad.overseas_home_share_end.path == abroad.overseas_home_share.path);
  const std::string text = resolved(loaded.scenario);
  CHECK_THAT(text, !Contains("overseas_home_share_end"));
  CHECK(resolved(load_text(text).scenario) == text);
}

TEST_CASE("TOML's other ways of writing the same") {
  std::string text = patched(kTiny, "[segments.power.cost]\nlearning_rate = 0.1\n", "");
  text = patched(text, "price = 0.5", "price = 0.5\ncost.learning_rate = 0.1");
  text = patched(text, "[variables]\nx = { dist = \"uniform\", low = 0.1, high = 0.2 }",
                 "[variables.x]\ndist = 'uniform'\nlow = 1e-1\nhigh = +0.2");
  const Loaded loaded = load_text(text);
  REQUIRE(messages(loaded) == "");
  CHECK(resolved(loaded.scenario) == resolved(load_text(kTiny).scenario));
}

TEST_CASE("line ends of Windows and a byte order mark do no harm") {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : kTiny) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(messages(load_text(text)) == "");
  const Loaded bad = load_text(patched(text, "seed = 1", "sed = 1"));
  CHECK_THAT(messages(bad), Contains(":8:1: unknown key `sampling.sed` did you mean `seed`?\nsed = 1\n^"));
}
