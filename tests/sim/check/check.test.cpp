#include "sim/check/check.hpp"

#include <string>

#include "config/toml/input_file.hpp"
#include "sim/check/design.hpp"
#include "tests/catch.hpp"
#include "tests/temporary_folder.hpp"

using namespace cellcast;

namespace {

/// A small scenario that is right, with four uncertain inputs on the four lines from 21 on.
const std::string kScenario = R"(schema = 1
name = "s"
[horizon]
base_year = 2024
end_year = 2026
[sampling]
trials = 1000
method = "monte-carlo"
[outputs]
variables = ["call", "unmet"]
thresholds.unmet = [10]
[variables]
price_level = { dist = "uniform", low = 0.5, high = 0.6 }
[economy]
cumulative_production = 5600
[markets.home]
home = true
[markets.abroad]
tariff_pass_through = 0.5
[segments.power]
production = 800
utilization = { dist = "uniform", low = 0.5, high = 0.6 }
price = { var = "price_level" }
gross_margin = { dist = "uniform", low = 0.1, high = 0.2 }
price_elasticity = { dist = "uniform", low = 0.1, high = 0.2 }
growth.rate = { dist = "uniform", low = 0.1, high = 0.2 }
[segments.power.markets.home]
demand = 700
home_share = 1
[segments.power.markets.abroad]
demand = 100
home_share = 1
)";

std::string replaced(const std::string& from, const std::string& to) {
  std::string text = kScenario;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

config::Scenario load(const std::string& text) {
  const tests::TemporaryFolder folder;
  return sim::load_checked(folder.write("s.toml", text));
}

std::vector<config::Diagnostic> errors_in(const std::string& text) {
  try {
    load(text);
  } catch (const config::ScenarioError& error) {
    std::vector<config::Diagnostic> found = error.diagnostics();
    std::erase_if(found, [](const config::Diagnostic& d) { return d.severity == config::Severity::warning; });
    return found;
  }
  return {};
}

std::string words(const config::Diagnostic& d) { return d.problem + " (" + d.why + ") " + d.suggestion; }

/// The scenario's one error stands at this line and says all this.
void check_error(const std::string& text, std::uint32_t line, const std::vector<std::string>& parts) {
  const auto found = errors_in(text);
  for (const auto& d : found) UNSCOPED_INFO(d.place.line << ":" << d.place.column << " " << words(d));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.line == line);
  for (const std::string& part : parts) CHECK_THAT(words(found[0]), Catch::Contains(part));
}

std::string correlation(const std::string& first, const std::string& second, const std::string& value) {
  return "[[correlations]]\nbetween = [\"" + first + "\", \"" + second + "\"]\n" + value + "\n";
}

const std::string kMargin = "segments.power.gross_margin", kElasticity = "segments.power.price_elasticity",
                  kRate = "segments.power.growth.rate", kLevel = "variables.price_level";

/// The value that the suggestion offers.
double offered(const config::Diagnostic& d) { return std::stod(d.suggestion.substr(d.suggestion.rfind('=') + 1)); }

}  // namespace

TEST_CASE("a scenario that is right passes", "[check]") {
  const auto scenario = load(kScenario);
  CHECK(scenario.warnings.empty());
  CHECK(scenario.name == "s");
  CHECK(sim::check(scenario).empty());
}

TEST_CASE("a file that is not there", "[check]") { CHECK_THROWS_AS(sim::load_checked("/nowhere/s.toml"), config::InputError); }

TEST_CASE("a distribution without probability between its bounds", "[check]") {
  check_error(replaced("{ dist = \"uniform\", low = 0.5, high = 0.6 }\nprice",
                       "{ dist = \"normal\", mean = 0.5, sd = 0.001, min = 0.9, max = 1 }\nprice"),
              22, {"no probability", "0.9"});
  // A variable's is reported once, at the variable.
  check_error(replaced("{ dist = \"uniform\", low = 0.5, high = 0.6 }\n[economy]",
                       "{ dist = \"normal\", mean = 0.5, sd = 0.001, min = 0.9, max = 1 }\n[economy]"),
              13, {"no probability"});
}

TEST_CASE("an infeasible metalog", "[check]") {
  check_error(replaced("growth.rate = { dist = \"uniform\", low = 0.1, high = 0.2 }",
                       "growth.rate = { dist = \"metalog\", p10 = 0.1, p50 = 0.101, p90 = 0.9, min = 0, max = 1 }"),
              26, {"metalog"});
}

TEST_CASE("draws that reach an open end of a range", "[check]") {
  // The support (0, inf) is allowed; the quantile at 2^-53 is 1e-200 e^(-8.2 x 50), which is 0 in double precision.
  const std::string wide = "{ dist = \"lognormal\", median = 1e-200, sigma = 50 }";
  check_error(replaced("{ var = \"price_level\" }", wide), 23, {"`segments.power.price`", "reach 0", "(0.0, inf", "`min`"});
}

TEST_CASE("a shared draw must suit every place that uses it", "[check]") {
  // As such the variable may be anything: its draws go from 1e-179 to 1e178. Scaled by 1e-160 they reach 0, the open end of a price.
  std::string text =
      replaced("{ dist = \"uniform\", low = 0.5, high = 0.6 }\n[economy]", "{ dist = \"lognormal\", median = 0.5, sigma = 50 }\n[economy]");
  CHECK(errors_in(text).empty());
  const std::string use = "{ var = \"price_level\"";
  text.insert(text.find(use) + use.size(), ", scale = 1e-160");
  check_error(text, 23, {"`segments.power.price`", "reach 0"});
}

TEST_CASE("names of output variables", "[check]") {
  check_error(replaced("\"unmet\"]", "\"unmeet\"]"), 10, {"unknown output variable `unmeet`", "did you mean `unmet`?"});
  check_error(replaced("thresholds.unmet", "thresholds.price"), 11, {"`price` is not kept", "`outputs.variables` does not name it"});
  check_error(replaced("thresholds.unmet", "thresholds.umet"), 11, {"unknown output variable `umet`", "did you mean `unmet`?"});
}

TEST_CASE("trials that a design rounds up are said", "[check]") {
  const auto sobol = load(replaced("\"monte-carlo\"", "\"sobol\""));
  REQUIRE(sobol.warnings.size() == 1);
  CHECK(sobol.warnings[0].severity == config::Severity::warning);
  CHECK(sobol.warnings[0].place.line == 8);
  CHECK_THAT(words(sobol.warnings[0]), Catch::Contains("1000 trials are rounded up to 1024, 16 replicates x 64 points"));
  CHECK(sobol.sampling.trials == 1024);

  const auto latin = load(replaced("\"monte-carlo\"", "\"latin-hypercube\""));
  REQUIRE(latin.warnings.size() == 1);
  CHECK_THAT(words(latin.warnings[0]), Catch::Contains("rounded up to 1008, 16 replicates x 63 points"));
  CHECK(latin.sampling.trials == 1008);

  CHECK(load(replaced("1000\nmethod = \"monte-carlo\"", "1024\nmethod = \"sobol\"")).warnings.empty());
  CHECK(load(replaced("\"monte-carlo\"", "\"monte-carlo\"")).sampling.trials == 1000);
}

TEST_CASE("trials beyond 2^32", "[check]") {
  const auto with = [](const std::string& sampling) { return replaced("1000\nmethod = \"monte-carlo\"", sampling); };
  check_error(with("4294967296\nreplicates = 3\nmethod = \"sobol\""), 9, {"become 6442450944, 3 replicates x 2147483648 points", "2^32"});
  check_error(with("4294967296\nreplicates = 3\nmethod = \"latin-hypercube\""), 9, {"become 4294967298", "fewer trials"});
  CHECK(errors_in(with("4294967296\nmethod = \"sobol\"")).empty());
}

TEST_CASE("more inputs than Sobol's sequence has dimensions", "[check]") {
  // The scenario has 5 uncertain inputs, and 3 kinds of shocks over 2 years.
  const auto with_variables = [](const std::string& method, int count) {
    std::string text = replaced("1000\nmethod = \"monte-carlo\"", "1024\nmethod = \"" + method + "\"");
    std::string variables;
    for (int i = 0; i < count; ++i) variables += "v" + std::to_string(i) + " = { dist = \"uniform\", low = 0, high = 1 }\n";
    return text.insert(text.find("price_level = "), variables);
  };
  CHECK(errors_in(with_variables("sobol", 3667 - 11)).empty());
  check_error(with_variables("sobol", 3668 - 11), 8, {"3667 dimensions, but there are 3668", "latin-hypercube"});
  CHECK(errors_in(with_variables("latin-hypercube", 3668 - 11)).empty());

  // Together, scenarios may have too many names.
  std::vector<config::Scenario> batch{load(with_variables("monte-carlo", 2000)), load(with_variables("sobol", 2000))};
  CHECK_NOTHROW(sim::check_batch(batch));
  for (auto& variable : batch[1].variables) variable.number.path += "_other";
  CHECK_THROWS_AS(sim::check_batch(batch), config::ScenarioError);
}

TEST_CASE("a calibration far from 1 is a warning", "[check]") {
  const auto scenario = load(replaced("demand = 700", "demand = 500"));
  REQUIRE(scenario.warnings.size() == 1);
  CHECK(scenario.warnings[0].severity == config::Severity::warning);
  CHECK(scenario.warnings[0].place.line == 20);
  CHECK_THAT(words(scenario.warnings[0]), Catch::Contains("`power`") && Catch::Contains("1.333"));
  CHECK(load(replaced("demand = 700", "demand = 541")).warnings.empty());
  CHECK(load(replaced("demand = 700", "demand = 899")).warnings.empty());
  CHECK(load(replaced("demand = 700", "demand = 901")).warnings.size() == 1);
}

TEST_CASE("correlations that contradict each other", "[check]") {
  const std::string three = kScenario + correlation(kMargin, kElasticity, "pearson = 0.9") +
                            correlation(kElasticity, kRate, "pearson = 0.9") + correlation(kRate, kMargin, "pearson = -0.9") +
                            correlation(kRate, kLevel, "pearson = 0.3");
  const auto found = errors_in(three);
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.line == 37);
  CHECK(found[0].place.column == 11);
  CHECK_THAT(words(found[0]), Catch::Contains("`" + kRate + "`") && Catch::Contains("`" + kMargin + "`") &&
                                  Catch::Contains("`" + kElasticity + "`") && Catch::Contains("not positive definite"));
  CHECK_THAT(found[0].problem, !Catch::Contains(kLevel));
  // Elasticity and rate, with the margin m and the price level held: 0.9 x (-0.9) + sqrt((1 - 0.81)(1 - 0.81 - 0.09)) = -0.67216 at
  // most, rounded to the valid side. Rate and margin would have to change as much, margin and elasticity more.
  CHECK(offered(found[0]) == -0.6722);
  const std::string mended = kScenario + correlation(kMargin, kElasticity, "pearson = 0.9") +
                             correlation(kElasticity, kRate, "pearson = -0.6722") + correlation(kRate, kMargin, "pearson = -0.9") +
                             correlation(kRate, kLevel, "pearson = 0.3");
  CHECK(errors_in(mended).empty());
}

TEST_CASE("a rank correlation is mended as a rank correlation", "[check]") {
  const auto scenario = [](const std::string& value) {
    return kScenario + correlation(kMargin, kElasticity, "rank = 0.95") + correlation(kElasticity, kRate, "pearson = 0.95") +
           correlation(kRate, kMargin, value);
  };
  const auto found = errors_in(scenario("rank = 0.3"));
  REQUIRE(found.size() == 1);
  const double value = offered(found[0]);
  // Whichever pair was chosen: with the offered value there is no clash, with one a little nearer to the given one there is.
  const auto with = [&](double x) {
    const std::string number = std::to_string(x);
    if (found[0].place.line == 40) return scenario("rank = " + number);
    std::string text = scenario("rank = 0.3");
    const std::string given = found[0].place.line == 34 ? "rank = 0.95" : "pearson = 0.95";
    return text.replace(text.find(given), given.size(), given.substr(0, given.find('=')) + "= " + number);
  };
  CHECK_THAT(found[0].suggestion, Catch::Contains(found[0].place.line == 37 ? "pearson = " : "rank = "));
  CHECK(errors_in(with(value)).empty());
  CHECK(errors_in(with(value + (found[0].place.line == 40 ? -0.001 : 0.001))).size() == 1);
}

TEST_CASE("rank correlations contradict each other under one copula and not under another", "[check]") {
  const std::string student = "[copula]\nkind = \"student_t\"\ndof = 1\n";
  const auto scenario = [](const std::string& copula, const std::string& first) {
    return kScenario + copula + correlation(kMargin, kElasticity, "rank = " + first) + correlation(kElasticity, kRate, "rank = 0.7") +
           correlation(kRate, kMargin, "rank = 0.1");
  };
  // Gaussian: r = 2 sin(0.7 pi / 6) = 0.717 twice, so the third at least 2 r^2 - 1 = 0.027, as a rank 0.026. With one degree of freedom r
  // is 0.770, the third at least 0.185; the first pair needs the smallest change.
  CHECK(errors_in(scenario("", "0.7")).empty());
  const auto found = errors_in(scenario(student, "0.7"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.line == 37);
  const double value = offered(found[0]);
  CHECK(value < 0.7);
  CHECK(errors_in(scenario(student, std::to_string(value))).empty());
  CHECK(errors_in(scenario(student, std::to_string(value + 0.001))).size() == 1);
}

TEST_CASE("a pair that contradicts factors is reported, never the factors", "[check]") {
  const auto scenario = [](const std::string& loading, const std::string& value) {
    return kScenario + "[[factors]]\nname = \"f\"\nloads = { \"" + kMargin + "\" = " + loading + ", \"" + kElasticity + "\" = " + loading +
           ", \"" + kRate + "\" = " + loading + " }\n" + correlation(kMargin, kRate, "pearson = " + value);
  };
  // r12 = r23 = 0.81: r13 at least 0.81^2 - (1 - 0.81^2) = 0.3122. Changing one of the factors' pairs instead would be the smaller change
  // for 0.2: from 0.81 to 0.7788.
  const auto found = errors_in(scenario("0.9", "0.2"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.line == 37);
  CHECK(offered(found[0]) == Approx(0.3123).margin(1e-9));
  CHECK(errors_in(scenario("0.9", "0.3123")).empty());
  CHECK(errors_in(scenario("0.9999", "0.9999")).empty());
  // What is left of a factor when the pairs of a clash are taken out may clash by itself: here the fourth input with each of the three,
  // which are then uncorrelated. There is one report all the same.
  std::string four = scenario("0.9", "-0.5");
  four.replace(four.find(" }\n[[corr"), 2, ", \"" + kLevel + "\" = 0.9 }");
  CHECK(errors_in(four).size() == 1);
}

TEST_CASE("separate clashes are reported together, and with other errors", "[check]") {
  const std::string shocks = correlation("shock.common[2025]", "shock.power[2025]", "rank = 0.9") +
                             correlation("shock.power[2025]", "shock.material[2025]", "rank = 0.9") +
                             correlation("shock.material[2025]", "shock.common[2025]", "rank = -0.9");
  const std::string inputs = correlation(kMargin, kElasticity, "pearson = 0.9") + correlation(kElasticity, kRate, "pearson = 0.9") +
                             correlation(kRate, kMargin, "pearson = -0.9");
  const auto found = errors_in(replaced("trials = 1000", "trails = 1000") + shocks + inputs);
  REQUIRE(found.size() == 3);
  CHECK(found[0].place.line == 7);
  CHECK(found[1].place.line < found[2].place.line);
  CHECK_THAT(words(found[1]), Catch::Contains("shock.material[2025]"));
  CHECK_THAT(words(found[2]), Catch::Contains(kElasticity));
}

TEST_CASE("a stopping rule that cannot be followed", "[check][stop]") {
  const auto with_stop = [](const std::string& rule, const std::string& method = "monte-carlo") {
    return replaced("method = \"monte-carlo\"", "method = \"" + method + "\"\nstop = { relative_error = 0.01, " + rule + " }");
  };
  CHECK(errors_in(with_stop("variable = \"call\", index = \"power\"")).empty());
  check_error(with_stop("variable = \"calls\", index = \"power\""), 9, {"unknown output variable `calls`", "did you mean `call`"});
  check_error(with_stop("variable = \"\""), 9, {"unknown output variable ``"});
  check_error(with_stop("variable = \"call\""), 9, {"`call` needs an `index`", "power"});
  check_error(with_stop("variable = \"call\", index = \"powr\""), 9, {"no index \"powr\"", "did you mean `power`"});
  check_error(with_stop("variable = \"call\", index = \"power\", year = 2027"), 9, {"2027 is outside the horizon", "2024 to 2026"});
  check_error(with_stop("variable = \"price\", index = \"power\""), 9, {"`price` is not kept", "outputs.variables"});
  check_error(with_stop("variable = \"call\", index = \"power\"", "latin-hypercube"), 8, {"must be able to grow", "sobol"});
  check_error(with_stop("variable = \"call\", index = \"power\", max_trials = 15", "sobol"), 9, {"15 trials are too few", "16 replicates"});
}
