// Names that nothing uses, and names that `--set` and extending files have misspelt.
#include "config/load/load.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using Catch::Contains;

namespace {

Loaded extending(const std::string& base, const std::string& body) {
  const Folder folder;
  folder.write("base.toml", base);
  return load(folder.write("child.toml", "extends = \"base.toml\"\n" + body));
}

/// The scenario's one diagnostic.
Diagnostic only(const Loaded& loaded) {
  INFO(messages(loaded));
  REQUIRE(loaded.diagnostics.size() == 1);
  return loaded.diagnostics.front();
}

void check_warning(const std::string& body, Place place, const std::string& problem, const std::string& suggestion) {
  const Diagnostic said = only(extending(kTiny, body));
  INFO(body);
  CHECK(said.severity == Severity::warning);
  CHECK(said.place.source == 0);
  CHECK(said.place.line == place.line);
  CHECK(said.place.column == place.column);
  CHECK(said.problem == problem);
  CHECK_THAT(said.suggestion, Contains(suggestion));
}

std::string after_set(const std::string& argument) {
  Overrides overrides;
  overrides.set = {argument};
  return messages(load_text(kTiny, overrides));
}

}  // namespace

TEST_CASE("a name that nothing uses is a warning, with what it was meant to be") {
  check_warning("[markets.abraod]\nfreight = 0.9\n", {0, 2, 10}, "no segment sells to market `abraod`", "did you mean `abroad`?");
  check_warning("[markets.mars]\n", {0, 2, 10}, "no segment sells to market `mars`", "or remove it");
  check_warning("[variables]\nregime = 0.9\n", {0, 3, 1}, "nothing draws on variable `regime`", "or remove it");
  check_warning("[materials.lithum]\n", {0, 2, 12}, "no chemistry uses material `lithum`", "did you mean `lithium`?");
  check_warning("[chemistries.lfq.materials]\nlithium = 1\n", {0, 2, 14}, "no segment uses chemistry `lfq`", "did you mean `lfp`?");
}

TEST_CASE("a file answers for its own names, not for those that it extends or has taken the use from") {
  const std::string base = kTiny +
                           "[variables.duties]\ndist = \"uniform\"\nlow = 0\nhigh = 1\n[tariffs.more]\nmarket = \"abroad\"\n"
                           "rate = { var = \"duties\" }\n[markets.mars]\n";
  CHECK_THAT(messages(extending(base, "unset = [\"tariffs.more\"]\n")), !Contains("warning"));
  CHECK_THAT(messages(load_text(base)), Contains("`mars`") && !Contains("`duties`"));
  CHECK(load(Source{"a text", base}).diagnostics.empty());
}

TEST_CASE("what a correlation or a factor names is used") {
  CHECK(messages(load_text(kTiny)) == "");
  const std::string apart = patched(kTiny, "\"variables.x\", ", "\"shock.power[2026]\", ");
  CHECK_THAT(messages(load_text(apart)), Contains("nothing draws on variable `x`"));
  CHECK(messages(load_text(apart + "[[factors]]\nname = \"f\"\nloads = { variables.x = 0.3, \"shock.common[2026]\" = 0.2 }\n")) == "");
}

TEST_CASE("there is an end to warnings, and they keep no error from being told") {
  std::string variables;
  for (int i = 0; i < 2000; ++i) variables += "v" + std::to_string(i) + " = 1\n";
  const Loaded loaded = load_text(patched(kTiny, "[variables]\n", "[variables]\n" + variables));
  CHECK(loaded.diagnostics.size() == 100);
}

TEST_CASE("what --set names must be there") {
  const auto check = [](const std::string& argument, const std::string& meant) {
    INFO(argument);
    CHECK_THAT(after_set(argument), Contains("does not exist") && Contains(meant));
  };
  check("variables.regime=1", "(known: x)");
  check("materials.lithum={}", "did you mean `lithium`?");
  check("markets.void.freight=0.1", "(known: home or abroad)");
  check("chemistries={ nmc = {} }", "(known: lfp)");
  check("tariffs.dutty.rate=0", "did you mean `duty`?");
  CHECK_THAT(after_set("variables.x=0.2"), !Contains("does not exist"));
  CHECK_THAT(after_set("segments.power.growth={ process = \"drivers\", drivers = { cars = { base = 1, rate = 0.1 } } }"),
             !Contains("does not exist"));
}

TEST_CASE("an incomplete name like one of the extended scenario's is misspelt: said once") {
  const auto said = [](const std::string& body) { return only(extending(kTiny, body)); };
  const Diagnostic segment = said("[segments.pover]\nprice = 0.7\n[segments.pover.growth]\nvolatility = 0.1\n");
  CHECK(segment.place.line == 2);
  CHECK(segment.place.column == 11);
  CHECK(segment.problem == "`segments.pover` is new, and incomplete");
  CHECK(segment.suggestion == "did you mean `power`?");
  CHECK(said("[tariffs.dut]\nrate = 0.2\n").suggestion == "did you mean `duty`?");
  CHECK(said("[tariffs.mars]\nrate = 0.2\n").problem == "`tariffs.mars.market` is missing");
}

TEST_CASE("a complete name like one of the extended scenario's is a new one") {
  CHECK(messages(extending(kTiny, "[tariffs.dut]\nmarket = \"abroad\"\nrate = 0.2\n")) == "");
}

TEST_CASE("a misspelt driver of an extending file") {
  const std::string drivers = "rate = { dist = \"normal\", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }";
  std::string base = patched(kTiny, drivers, "process = \"drivers\"\n[segments.power.growth.drivers.vehicles]\nbase = 1\nrate = 0.1");
  base.resize(base.find("[[correlations]]"));
  CHECK_THAT(messages(extending(base, "[segments.power.growth.drivers.vehicels]\nrate = 0.2\n")),
             Contains("`segments.power.growth.drivers.vehicels` is new, and incomplete") && Contains("did you mean `vehicles`?"));
}
