#include <sstream>

#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;

namespace {

/// One fault in the tiny scenario: the passage `from` replaced by `to`, and the one message that must follow.
struct Fault {
  std::string from, to;
  std::uint32_t line, column;
  std::vector<std::string> words;
};

/// A factor behind the correlation, on lines 46 to 48.
Fault factor(const std::string& name, const std::string& loads, std::uint32_t line, std::uint32_t column, std::vector<std::string> words) {
  return {"rank = 0.3\n", "rank = 0.3\n[[factors]]\nname = " + name + "\nloads = " + loads + "\n", line, column, std::move(words)};
}

const std::vector<Fault> kFaults{
    {"freight = 0.05", "freight = .05", 16, 11, {"no number", "0.05"}},
    {"freight = 0.05", "freight = 5%", 16, 11, {"fractions"}},
    {"freight = 0.05", "freight = 0,05", 16, 12, {"comma", "point"}},
    {"low = 0.1, high", "low = 0,1, high", 12, 32, {"comma", "point"}},
    {"low = 0.1, high = 0.2 }", "low = 0.1,\n  high = 0.2 }", 12, 5, {"inline table over several lines", "one line"}},
    {"\"abroad\"\n", "\"abroad\n", 18, 10, {"never closed", "closing"}},
    {"market = \"abroad\"", "market = abroad", 18, 10, {"quotes", "\"abroad\""}},
    {"market = \"abroad\"", "market: \"abroad\"", 18, 7, {"`:`", "`key = value`"}},
    {"home = true", "home = True", 14, 8, {"case-sensitive", "write true"}},
    {"freight = 0.05", "freight = 5.", 16, 11, {"after the point", "5.0"}},
    {"seed = 1\n", "seed = 01\n", 8, 8, {"leading zeros"}},
    {"between = [\"variables.x\", \"segments.power.growth.rate\"]",
     "between = [\"variables.x\", \"segments.power.growth.rate\"",
     44,
     11,
     {"list is never closed"}},
    {"[materials.lithium]", "[materials.lithium", 42, 1, {"header is never closed"}},
    {"seed = 1", "seed = 1\nseed = 2", 9, 1, {"second time", "seed"}},
    {"seed = 1\n", "seed =\n", 8, 7, {"no value"}},
    {"seed = 1\n", "seed = 1 2\n", 8, 10, {"more after the value"}},
    {"name = \"tiny\"", "name = “tiny”", 2, 8, {"typographic"}},
    {"utilization = 0.6", "utilisation = 0.6", 24, 1, {"unknown key", "segments.power.utilisation", "did you mean `utilization`"}},
    {"price = 0.5", "Price = 0.5", 22, 1, {"lower case", "`price`"}},
    {"[segments.power.cost]", "[segments.power.costs]", 29, 17, {"unknown key", "did you mean `cost`"}},
    {"price = 0.5", "price = 0.5\nlearning_rate = 0.1", 23, 1, {"unknown key", "belongs in `[segments.*.cost]`"}},
    {"price = 0.5", "price = 0.5\nzzzzzz = 0.1", 23, 1, {"unknown key", "segments.power.zzzzzz"}},
    {"price = 0.5\n", "", 20, 1, {"`segments.power.price` is missing", "base year"}},
    {"schema = 1\n", "", 1, 1, {"`schema` is missing"}},
    {"schema = 1", "schema = 2", 1, 10, {"out of range", "allowed: 1"}},
    {"[sampling]", "[sampling]\nstop = { variable = \"price\" }", 7, 8, {"`sampling.stop.relative_error` is missing"}},
    {"[sampling]", "[sampling]\nstop = { variable = \"price\", relative_error = 0 }", 7, 47, {"out of range", "allowed: (0, 1]"}},
    {"[sampling]", "[sampling]\nstop = { variable = \"price\", relative_error = 0.1, quantile = 1 }", 7, 63, {"out of range"}},
    {"[sampling]", "[sampling]\nstop = { variable = \"price\", relative_error = 0.1, quantile = \"men\" }", 7, 63, {"it may be", "mean"}},
    {"[sampling]",
     "[sampling]\nstop = { variable = \"price\", relative_error = 0.1, max_trial = 9 }",
     7,
     52,
     {"did you mean `max_trials`"}},
    {"[materials.lithium]", "[materials.lithium]\nkg = 1", 43, 1, {"no keys"}},
    {"[markets.abroad]", "[markets.\"a b\"]\n[markets.abroad]", 15, 10, {"no name"}},
    {"[horizon]\nbase_year = 2024\nend_year = 2026\n", "horizon = 3\n", 3, 11, {"must be a table", "the integer 3"}},
    {"price = 0.5", "price = \"0.5\"", 22, 9, {"must be a number", "found a text \"0.5\"", "without quotes"}},
    {"price = 0.5", "price = true", 22, 9, {"must be a number", "found true"}},
    {"trials = 1000", "trials = 1e6", 7, 10, {"must be an integer", "1000000"}},
    {"trials = 1000", "trials = 0", 7, 10, {"out of range", "[1, 2^32]"}},
    {"name = \"tiny\"", "name = 3", 2, 8, {"must be a text", "quotes"}},
    {"home = true", "home = \"true\"", 14, 8, {"true or false"}},
    {"rate = 0.1", "rate = 0.1\nfrom = \"2025-01-01\"", 20, 8, {"must be a date", "without quotes"}},
    {"rate = 0.1", "rate = 0.1\nfrom = 2025-01-01T00:00:00", 20, 8, {"must be a date", "day only"}},
    {"price = 0.5", "price = nan", 22, 9, {"not finite"}},
    {"price = 0.5", "price = { mean = 1 }", 22, 9, {"must be a number", "dist"}},
    {"[economy]", "[economy]\nshock_correlation = { dist = \"uniform\", low = 0, high = 1 }", 10, 21, {"must be a constant"}},
    {"name = \"tiny\"", "name = \"../tiny\"", 2, 8, {"no file name"}},
    {"name = \"tiny\"", "name = \".tiny\"", 2, 8, {"not starting with a dot"}},
    {"price = 0.5", "price = 0", 22, 9, {"out of range", "> 0 yuan/Wh"}},
    {"rate = { dist = \"normal\", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }", "rate = 20", 26, 8, {"out of range", "did you mean 0.2"}},
    {"freight = 0.05", "freight = 50", 16, 11, {"did you mean 0.5"}},
    {"utilization = 0.6",
     "utilization = { dist = \"normal\", mean = 0.6, sd = 0.01 }",
     24,
     15,
     {"segments.power.utilization", "(-inf, inf)", "(0, 1]", "`min = 0.569` (near its P0.1)", "`max = 0.631` (near its P99.9)"}},
    {"price = 0.5", "price = { dist = \"uniform\", low = 0, high = 1 }", 22, 9, {"support [0.0, 1.0]", "> 0", "min"}},
    {"freight = 0.05", "freight = { dist = \"lognormal\", median = 0.05, sigma = 0.5 }", 16, 11, {"[0, 10]", "`max = 0.23` (near its P99.9)"}},
    {"freight = 0.05", "freight = { var = \"x\", scale = -1 }", 16, 11, {"variable `x`", "[-0.2, -0.1]"}},
    {"low = 0.1, high = 0.2", "low = 0.3, high = 0.2", 12, 43, {"`low` must be less than `high`"}},
    {"sd = 0.02", "sd = 0", 26, 44, {"out of range", "> 0"}},
    {"sd = 0.02", "sigma = 0.02", 26, 39, {"unknown key", "normal takes `mean` and `sd`"}},
    {"\"normal\"", "\"gaussian\"", 26, 17, {"unknown distribution", "normal"}},
    {"\"normal\"", "\"nromal\"", 26, 17, {"did you mean `normal`"}},
    {"min = 0, max = 0.2", "min = 0.3, max = 0.2", 26, 67, {"`min` must be less than `max`"}},
    {"price = 0.5", "price = { dist = \"uniform\", low = 1, high = 2, min = 3 }", 22, 54, {"no probability"}},
    {"price = 0.5", "price = { dist = \"triangular\", low = 1, mode = 3, high = 2 }", 22, 58, {"`mode` must be at most `high`"}},
    {"price = 0.5", "price = { dist = \"discrete\", values = [2, 1], weights = [1, 1] }", 22, 43, {"must increase"}},
    {"price = 0.5", "price = { dist = \"discrete\", values = [1, 2], weights = [1] }", 22, 57, {"equally long"}},
    {"price = 0.5", "price = { dist = \"discrete\", values = [1, 2], weights = [1, 1], min = 1 }", 22, 65, {"cannot bound"}},
    {"price = 0.5", "price = { dist = \"empirical\", probabilities = [0.1, 1], values = [1, 2] }", 22, 47, {"from 0 to 1"}},
    {"price = 0.5", "price = { dist = \"metalog\", p10 = 1, p50 = 2, p90 = 3, min = 1 }", 22, 62, {"`min` must be less than `p10`"}},
    {"price = 0.5", "price = { dist = \"metalog\", p10 = 1, p50 = 0.5, p90 = 3, min = 0.1 }", 22, 44, {"`p10` must be less than `p50`"}},
    {"price = 0.5", "price = { dist = \"uniform\", low = { dist = \"normal\" }, high = 1 }", 22, 35, {"must be a constant"}},
    {"price = 0.5", "price = { dist = \"lognormal\", median = 1, sd = 1 }", 22, 43, {"median", "sigma"}},
    {"market = \"abroad\"", "market = \"abraod\"", 18, 10, {"unknown market", "did you mean `abroad`"}},
    {"market = \"abroad\"", "market = \"home\"", 18, 10, {"home market", "imports"}},
    {"rate = 0.1\n[seg", "rate = 0.1\nsegments = [\"pwer\"]\n[seg", 20, 13, {"unknown segment", "did you mean `power`"}},
    {"rate = 0.1\n[seg", "rate = 0.1\nfrom = 2025-06-01\nuntil = 2025-06-01\n[seg", 21, 9, {"must be after", "2025-06-01"}},
    {"lithium = 0.1", "lihtium = 0.1", 41, 1, {"unknown material", "did you mean `lithium`"}},
    {"lfp = { base", "lpf = { base", 39, 1, {"unknown chemistry", "did you mean `lfp`"}},
    {"[segments.power.markets.abroad]", "[segments.power.markets.abrod]", 34, 25, {"unknown market", "did you mean `abroad`"}},
    {"freight = 0.05", "freight = { var = \"y\" }", 16, 19, {"unknown variable", "[variables.y]"}},
    {"x = { dist = \"uniform\", low = 0.1, high = 0.2 }",
     "x = { dist = \"uniform\", low = 0.1, high = 0.2 }\ny = { var = \"x\" }",
     13,
     5,
     {"draws on another variable"}},
    {"home = true\n", "home = false\n", 13, 1, {"no market is the home market", "home = true"}},
    {"freight = 0.05", "home = true", 16, 8, {"a second home market", "`home` is the home market"}},
    {"home = true", "home = true\nfreight = 0.1", 15, 1, {"at home"}},
    {"demand = 80", "demand = 80\nlocal_capacity = 100", 33, 1, {"at home"}},
    {"[segments.power.supply]", "saturation = 3\n[segments.power.supply]", 27, 1, {"process \"cagr\"", "logistic"}},
    {"[segments.power.growth]", "[segments.power.growth]\nprocess = \"logistc\"", 26, 11, {"did you mean `logistic`"}},
    {"max_utilization = 0.9", "max_utilization = 0.9\nannounced = { 2024 = 0.1 }", 29, 15, {"outside the horizon", "2025 to 2026"}},
    {"max_utilization = 0.9", "max_utilization = 0.9\nannounced = { soon = 0.1 }", 29, 15, {"no year"}},
    {"end_year = 2026", "end_year = 2024", 5, 12, {"must be after"}},
    {"cumulative_production = 1000", "cumulative_production = 100", 10, 25, {"economy.cumulative_production", "may be too small", "132"}},
    {"gross_margin = 0.2", "gross_margin = -0.2", 23, 16, {"markup_floor", "-0.1"}},
    {"max_utilization = 0.9", "max_utilization = 0.5", 24, 15, {"may exceed", "0.6"}},
    {"local_capacity = 25", "local_capacity = 10", 37, 18, {"local plants supply", "20.0 GWh"}},
    {"demand = 80\nhome_share = 1\n[segments.power.markets.abroad]\ndemand = 40",
     "demand = 0\nhome_share = 1\n[segments.power.markets.abroad]\ndemand = 0",
     20,
     1,
     {"no demand for home production"}},
    {"base = 1, end", "base = 0, end", 39, 16, {"all `base` shares"}},
    {"[segments.power.chemistry]\nlfp = { base = 1, end = 1 }\n", "", 20, 1, {"`segments.power.chemistry` is missing"}},
    {"rank = 0.3", "rank = 1", 45, 8, {"out of range", "(-1, 1)"}},
    {"rank = 0.3", "rank = 0.3\npearson = 0.3", 46, 1, {"both `rank` and `pearson`"}},
    {"rank = 0.3\n", "", 43, 1, {"without `rank` or `pearson`"}},
    {"\"variables.x\", ", "\"variables.x\", \"variables.x\", ", 44, 11, {"must name two inputs", "found 3"}},
    {"\"variables.x\", \"seg", "\"segments.power.price\", \"seg", 44, 12, {"is a constant"}},
    {"\"variables.x\", \"seg", "\"segments.power.growth.rate\", \"seg", 44, 42, {"paired with itself"}},
    {"\"variables.x\", \"seg", "\"variables.z\", \"seg", 44, 12, {"unknown input", "did you mean `variables.x`"}},
    {"\"variables.x\", \"seg", "\"shock.power[2024]\", \"seg", 44, 12, {"unknown input", "2025 to 2026"}},
    {"rank = 0.3",
     "rank = 0.3\n[[correlations]]\nbetween = [\"segments.power.growth.rate\", \"variables.x\"]\nrank = 0.1",
     47,
     11,
     {"correlated already"}},
    factor("\"f\"", "{ \"variables.x\" = 0.5 }", 48, 9, {"fewer than two loads", "it has 1"}),
    factor("\"f\"", "{ \"variables.x\" = 1, \"shock.power[2025]\" = 0.5 }", 48, 27, {"out of range", "(-1, 1)"}),
    factor("\"f\"", "{ \"variables.x\" = 0.5, \"variables.y\" = 0.5 }", 48, 32, {"unknown input", "did you mean `variables.x`"}),
    factor("\"f\"", "{ \"variables.x\" = 0.5, \"segments.power.price\" = 0.5 }", 48, 32, {"is a constant", "remove the load"}),
    factor("\"f\"", "{ \"variables.x\" = 0.5, variables.x = 0.4 }", 48, 42, {"stands twice"}),
    factor("\"f\"", "{ variables.x = { dist = \"uniform\", low = 0, high = 1 }, \"shock.power[2025]\" = 0.5 }", 48, 25,
           {"must be a constant"}),
    factor("\"f\"", "[0.5, 0.5]", 48, 9, {"`factors.loads` must be a table", "a list"}),
    factor("\"f g\"", "{ \"variables.x\" = 0.5, \"shock.power[2025]\" = 0.5 }", 47, 8, {"no name"}),
    factor("\"f\"\nkind = 3", "{ \"variables.x\" = 0.5, \"shock.power[2025]\" = 0.5 }", 48, 1,
           {"unknown key `factors.kind`", "name or loads"}),
    factor("\"f\"",
           "{ \"variables.x\" = 0.5, \"shock.power[2025]\" = 0.5 }\n[[factors]]\nname = \"f\"\nloads = { \"variables.x\" = 0.5, "
           "\"shock.power[2026]\" = 0.5 }",
           50, 8, {"there is a factor `f` already"}),
    factor("\"f\"",
           "{ \"variables.x\" = 0.8, \"shock.power[2025]\" = 0.5 }\n[[factors]]\nname = \"g\"\nloads = { \"variables.x\" = -0.6, "
           "\"shock.power[2026]\" = 0.5 }",
           51, 27, {"the factors of `variables.x` explain more than all of it", "sum to 1.0", "smaller loadings"}),
    {"[economy]", "[copula]\nkind = \"student\"\n[economy]", 10, 8, {"`copula.kind` = \"student\" is unknown", "gaussian or student_t"}},
    {"[economy]", "[copula]\nkind = \"student_t\"\n[economy]", 9, 1, {"`copula.dof` is missing", "add `dof = 4`"}},
    {"[economy]", "[copula]\nkind = \"student_t\"\ndof = 0.5\n[economy]", 11, 7, {"out of range", "[1, 1000]"}},
    {"[economy]", "[copula]\ndof = 4\n[economy]", 10, 1, {"without a Student-t copula", "`kind = \"student_t\"`"}},
    {"name = \"tiny\"", "name = \"tiny\"\ncopula = \"student_t\"", 3, 10, {"must be a table", "kind or dof"}},
    {"rank = 0.3\n", "rank = 0.3\n[factors]\nname = \"f\"\n", 46, 1, {"`factors` must be a list of tables", "write [[factors]]"}},
    {"freight = 0.05", "freight = 0.05\nloads = 3", 17, 1, {"unknown key", "`loads` belongs in `[[factors]]`"}},
    {"[economy]", "[outputs]\nquantiles = [0.5, 0.1]\n[economy]", 10, 19, {"must increase"}},
    {"[economy]", "[outputs]\nquantiles = [0.5, 1]\n[economy]", 10, 19, {"out of range", "(0, 1)"}},
    {"[economy]", "[outputs]\nvariables = [\"price\", \"price\"]\n[economy]", 10, 23, {"stands twice"}},
};

}  // namespace

TEST_CASE("the tiny scenario has no fault") {
  const Loaded loaded = load_text(kTiny);
  CHECK(messages(loaded) == "");
  CHECK(loaded.scenario.segments.size() == 1);
}

TEST_CASE("every fault is reported once, at its place, in words that help") {
  for (const Fault& fault : kFaults) {
    const Loaded loaded = load_text(patched(kTiny, fault.from, fault.to));
    const std::string shown = messages(loaded);
    INFO(fault.from << " -> " << fault.to << "\n" << shown);
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(loaded.diagnostics[0].place.line == fault.line);
    CHECK(loaded.diagnostics[0].place.column == fault.column);
    for (const std::string& word : fault.words) CHECK_THAT(shown, Catch::Contains(word));
  }
}
