#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using Catch::Contains;

namespace {

/// Two factors, one with its loads on a line and one with a table of them; paths with and without quotes.
const std::string kFactors = R"([[factors]]
name = "policy"
loads = { "variables.x" = 0.6, "shock.power[2025]" = -0.25 }
[[factors]]
name = "adoption"
[factors.loads]
"segments.power.growth.rate" = 0.5
variables.x = 0.4
"shock.power[2025]" = 0
)";

std::vector<std::string> listed(const Scenario& scenario) {
  std::vector<std::string> out;
  for (const Factor& factor : scenario.factors)
    for (const Loading& loading : factor.loads) out.push_back(factor.name + " " + loading.input + " " + text(loading.value));
  return out;
}

/// A factor of so many loads on variables of their own, and these.
std::string many(std::size_t loads) {
  std::string variables, factor = "[[factors]]\nname = \"many\"\n[factors.loads]\n";
  for (std::size_t i = 0; i < loads; ++i) {
    variables += "[variables.v" + std::to_string(i) + "]\ndist = \"uniform\"\nlow = 0\nhigh = 1\n";
    factor += "variables.v" + std::to_string(i) + " = 0.5\n";
  }
  return variables + factor;
}

}  // namespace

TEST_CASE("factors arrive with their loads, in the order of the file") {
  const Loaded loaded = load_text(kTiny + kFactors);
  REQUIRE(messages(loaded) == "");
  CHECK(listed(loaded.scenario) == std::vector<std::string>{"policy variables.x 0.6", "policy shock.power[2025] -0.25",
                                                            "adoption segments.power.growth.rate 0.5", "adoption variables.x 0.4",
                                                            "adoption shock.power[2025] 0.0"});
}

TEST_CASE("factors survive being resolved") {
  const Loaded loaded = load_text(kTiny + kFactors);
  const std::string text = resolved(loaded.scenario);
  CHECK_THAT(text, Contains("\n[[factors]]\nname = \"policy\"\n[factors.loads]\n\"variables.x\" = 0.6\n\"shock.power[2025]\" = -0.25\n"));
  const Loaded again = load_text(text);
  REQUIRE(messages(again) == "");
  CHECK(listed(again.scenario) == listed(loaded.scenario));
  CHECK(resolved(again.scenario) == text);
}

TEST_CASE("factors are replaced as a whole") {
  const Folder folder;
  folder.write("base.toml", kTiny + kFactors);
  const std::string own = "[[factors]]\nname = \"own\"\nloads = { \"variables.x\" = 0.1, \"shock.common[2026]\" = 0.2 }\n";
  const Loaded child = load(folder.write("child.toml", "extends = \"base.toml\"\n" + own));
  REQUIRE(messages(child) == "");
  CHECK(listed(child.scenario) == std::vector<std::string>{"own variables.x 0.1", "own shock.common[2026] 0.2"});
  CHECK(load(folder.write("none.toml", "extends = \"base.toml\"\nunset = [\"factors\"]\n")).scenario.factors.empty());

  Overrides overrides;
  overrides.set = {"factors=[{ name = \"set\", loads = { variables.x = 0.3, \"shock.common[2026]\" = 0.2 } }]"};
  const Loaded set = load_text(kTiny + kFactors, overrides);
  REQUIRE(messages(set) == "");
  CHECK(listed(set.scenario) == std::vector<std::string>{"set variables.x 0.3", "set shock.common[2026] 0.2"});
}

TEST_CASE("the copula arrives, and survives being resolved") {
  CHECK(load_text(kTiny).scenario.copula.kind == CopulaKind::gaussian);
  CHECK_THAT(resolved(load_text(kTiny).scenario), Contains("\n[copula]\nkind = \"gaussian\"\n\n[[correlations]]"));
  const Loaded loaded = load_text(kTiny + "[copula]\nkind = \"student_t\"\ndof = 2.5\n");
  REQUIRE(messages(loaded) == "");
  CHECK(loaded.scenario.copula.kind == CopulaKind::student_t);
  CHECK(loaded.scenario.copula.dof == 2.5);
  const std::string text = resolved(loaded.scenario);
  CHECK_THAT(text, Contains("\n[copula]\nkind = \"student_t\"\ndof = 2.5\n"));
  CHECK(resolved(load_text(text).scenario) == text);
}

TEST_CASE("factors tie 20,000 pairs of inputs and no more") {
  CHECK(messages(load_text(kTiny + many(200))) == "");
  CHECK_THAT(messages(load_text(kTiny + many(201))), Contains("tie 20100 pairs of inputs (at most 20000"));
}
