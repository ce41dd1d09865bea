#include <filesystem>

#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using Catch::Contains;

namespace {

/// The tiny scenario as base.toml, and one that extends it.
struct Pair {
  Folder folder;
  explicit Pair(const std::string& base = kTiny) { folder.write("base.toml", base); }
  Loaded load(const std::string& body, const Overrides& overrides = {}) const {
    return cellcast::config::load(folder.write("child.toml", "extends = \"base.toml\"\n" + body), overrides);
  }
};

Loaded set(const std::vector<std::string>& arguments) {
  Overrides overrides;
  overrides.set = arguments;
  return load_text(kTiny, overrides);
}

std::string text_of(const Number& number) { return cellcast::config::text(std::get<Distribution>(number.value)); }

}  // namespace

TEST_CASE("a scenario that extends another is that other, where it says nothing") {
  const Pair pair;
  const Loaded loaded = pair.load("");
  REQUIRE(messages(loaded) == "");
  CHECK(resolved(loaded.scenario) == resolved(load_text(kTiny).scenario));
  CHECK_THAT(resolved(loaded.scenario), !Contains("extends"));
}

TEST_CASE("tables merge key by key, distributions are replaced whole") {
  const Pair pair;
  const Loaded loaded = pair.load(R"(name = "child"
[segments.power]
price = 0.7
[segments.power.growth]
rate = { dist = "uniform", low = 0, high = 0.3 }
[segments.power.markets.abroad]
local_capacity = 30
)");
  REQUIRE(messages(loaded) == "");
  const Segment& power = loaded.scenario.segments.at(0);
  CHECK(loaded.scenario.name == "child");
  CHECK(std::get<double>(power.price.value) == 0.7);
  CHECK(std::get<double>(power.production.value) == 100);
  CHECK(text_of(power.growth.rate) == R"({ dist = "uniform", low = 0.0, high = 0.3 })");  // no min, max of the base
  CHECK(std::get<double>(power.markets[1].demand.value) == 40);
  CHECK(power.price.place.source == 0);
  CHECK(power.production.place.source == 1);
  CHECK(power.production.place.line == 21);
}

TEST_CASE("new names follow those of the base") {
  const Pair pair;
  const Loaded loaded = pair.load(
      "[markets.a]\n[tariffs.a]\nmarket = \"a\"\nrate = { var = \"a\" }\n[variables]\na = 1\n[segments.power.markets.a]\ndemand = "
      "1\nhome_share = 1\n");
  REQUIRE(messages(loaded) == "");
  CHECK(loaded.scenario.markets.at(2).name == "a");
  CHECK(loaded.scenario.tariffs.at(1).name == "a");
  CHECK(loaded.scenario.variables.at(1).name == "a");
}

TEST_CASE("unset removes what the base has") {
  const Pair pair;
  const Loaded loaded = pair.load("unset = [\"tariffs.duty\", \"segments.power.markets.abroad.local_capacity\", \"correlations\"]\n");
  REQUIRE(messages(loaded) == "");
  CHECK(loaded.scenario.tariffs.empty());
  CHECK_FALSE(loaded.scenario.segments[0].markets[1].local_capacity.has_value());
  CHECK(loaded.scenario.correlations.empty());

  CHECK_THAT(messages(pair.load("unset = [\"tariffs.dutty\"]\n")),
             Contains("child.toml:2:10: `unset` finds no `tariffs.dutty`") && Contains("did you mean `tariffs.duty`"));
  CHECK_THAT(messages(load_text("unset = [\"x\"]\n" + kTiny)), Contains(":1:1: `unset` without `extends`"));
}

TEST_CASE("errors name the file they are in") {
  const Pair pair(patched(kTiny, "seed = 1", "sed = 1"));
  const std::string shown = messages(pair.load("[segments.power]\nprice = -1\n"));
  CHECK_THAT(shown, Contains("child.toml:3:9: `segments.power.price` = -1 is out of range"));
  CHECK_THAT(shown, Contains("base.toml:8:1: unknown key `sampling.sed`"));
}

TEST_CASE("chains are followed, circles are not") {
  const Folder folder;
  folder.write("deep/base.toml", kTiny);
  folder.write("deep/middle.toml", "extends = \"base.toml\"\ntitle = \"middle\"\n");
  const Loaded chain = load(folder.write("top.toml", "extends = \"deep/middle.toml\"\nname = \"top\"\n"));
  CHECK(messages(chain) == "");
  CHECK(chain.scenario.title == "middle");
  CHECK(chain.scenario.sources.size() == 3);
  CHECK(messages(load(folder.write("sideways.toml", "extends = \"deep/../deep/base.toml\"\n"))) == "");

  folder.write("a.toml", "extends = \"b.toml\"\n");
  const std::string shown = messages(load(folder.write("b.toml", "extends = \"a.toml\"\n")));
  CHECK_THAT(shown, Contains("goes round in a circle"));
  CHECK_THAT(messages(load(folder.write("self.toml", "extends = \"self.toml\"\n"))), Contains(":1:11: `extends` goes round"));
}

TEST_CASE("extends does not lead out of the scenario's folder") {
  const Folder folder;
  folder.write("outside.toml", kTiny);
  std::filesystem::create_symlink(folder.path() + "/outside.toml", folder.path() + "/link.toml");
  std::filesystem::create_directory(folder.path() + "/in");
  std::filesystem::create_symlink(folder.path() + "/outside.toml", folder.path() + "/in/link.toml");
  const auto complaint = [&](const std::string& target) {
    return messages(load(folder.write("in/child.toml", "extends = \"" + target + "\"\n")));
  };
  CHECK_THAT(complaint("../outside.toml"), Contains("leads out of the scenario's folder"));
  CHECK_THAT(complaint("link.toml"), Contains("leads out of the scenario's folder"));
  CHECK_THAT(complaint(folder.path() + "/outside.toml"), Contains("must be a relative path"));
  CHECK_THAT(complaint("absent.toml"), Contains("does not exist"));
  CHECK_THAT(complaint("."), Contains("something else"));
  CHECK_THAT(complaint(""), Contains("names no file"));
  CHECK_THAT(messages(load(folder.write("in/child.toml", "extends = 3\n"))), Contains("must be a text"));
}

TEST_CASE("extends takes links that stay, and those beside a scenario that is a link itself") {
  const Folder folder;
  folder.write("store/base.toml", kTiny);
  const std::string child = folder.write("store/child.toml", "extends = \"base.toml\"\nname = \"x\"\n");
  std::filesystem::create_directory(folder.path() + "/desk");
  const auto link = [&](const std::string& from, const std::string& to) {
    std::filesystem::create_symlink(to, folder.path() + "/" + from);
  };
  link("store/other.toml", "base.toml");
  CHECK(messages(load(folder.write("store/second.toml", "extends = \"other.toml\"\nname = \"x\"\n"))) == "");
  link("desk/child.toml", "../store/child.toml");
  CHECK_THAT(messages(load(folder.path() + "/desk/child.toml")), Contains("does not exist"));  // the link's own folder has none
  link("desk/base.toml", "../store/base.toml");
  CHECK(messages(load(folder.path() + "/desk/child.toml")) == "");
  // A scenario that is there itself may not reach through such a link.
  CHECK_THAT(messages(load(folder.write("desk/own.toml", "extends = \"base.toml\"\nname = \"x\"\n"))), Contains("leads out"));
  // Nor does a scenario that is a link lead anywhere but to its own.
  folder.write("outside.toml", kTiny);
  std::filesystem::remove(folder.path() + "/desk/base.toml");
  link("desk/base.toml", "../outside.toml");
  CHECK_THAT(messages(load(folder.path() + "/desk/child.toml")), Contains("leads out"));
}

TEST_CASE("changes win") {
  const Loaded loaded = set({"segments.power.price=0.7", "segments.power.growth.rate.max = 0.3", "name=\"other\"",
                             "markets.abroad.freight={ dist = \"uniform\", low = 0, high = 0.1 }", "segments.power.price=0.8"});
  REQUIRE(messages(loaded) == "");
  CHECK(std::get<double>(loaded.scenario.segments[0].price.value) == 0.8);
  CHECK(std::get<Distribution>(loaded.scenario.segments[0].growth.rate.value).max == 0.3);
  CHECK(loaded.scenario.name == "other");
  CHECK(text_of(loaded.scenario.markets[1].freight) == R"({ dist = "uniform", low = 0.0, high = 0.1 })");
}

TEST_CASE("errors of a change show it") {
  CHECK_THAT(messages(set({"segments.power.price=-1"})),
             Contains("change segments.power.price=-1:1:22: `segments.power.price` = -1 is out of range") &&
                 Contains("\nsegments.power.price=-1\n                     ^"));
  CHECK_THAT(messages(set({"segments.powr.price=1"})), Contains(":1:10: `segments.powr` does not exist did you mean `power`?"));
  CHECK_THAT(messages(set({"sampling.sed=1"})), Contains(":1:10: unknown key `sampling.sed` did you mean `seed`?"));
  CHECK_THAT(messages(set({"name=other"})), Contains(":1:6: `other` is no value (a text stands in quotes)"));
  CHECK_THAT(messages(set({"name"})), Contains("write key=value"));
  CHECK_THAT(messages(set({"seed=1\n[economy]"})), Contains("line break"));
  CHECK_THAT(messages(set({"extends=\"x\""})), Contains("cannot be set here"));
  CHECK(set({"sampling.seed=.5", "sampling.trials=0"}).diagnostics.size() == 2);
}

TEST_CASE("trials, seed and method of the command line are checked like those of the file") {
  Overrides overrides;
  overrides.trials = 7;
  overrides.seed = 9223372036854775807u;
  overrides.method = "sobol";
  const Loaded loaded = load_text(kTiny, overrides);
  REQUIRE(messages(loaded) == "");
  CHECK(loaded.scenario.sampling.trials == 7);
  CHECK(loaded.scenario.sampling.seed == 9223372036854775807u);
  CHECK(loaded.scenario.sampling.method == Method::sobol);
  CHECK_THAT(resolved(loaded.scenario), Contains("trials = 7\nseed = 9223372036854775807\nmethod = \"sobol\""));

  overrides.trials = 0;
  overrides.seed = 9223372036854775808u;
  overrides.method = "sobl";
  const std::string shown = messages(load_text(kTiny, overrides));
  CHECK_THAT(shown, Contains("trials:1:1: `sampling.trials` = 0 is out of range"));
  CHECK_THAT(shown, Contains("seed:1:1: `sampling.seed` = 9223372036854775808 is out of range (allowed: [0, 2^63 - 1])"));
  CHECK_THAT(shown, Contains("method:1:1:") && Contains("did you mean `sobol`?"));
  overrides = {};
  overrides.trials = 4294967297u;
  CHECK_THAT(messages(load_text(kTiny, overrides)), Contains("out of range"));
}
