#include "config/write/changes.hpp"

#include <algorithm>

#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

namespace {

std::string resolved(const std::string& name, const std::vector<std::string>& set = {}) {
  config::Overrides overrides;
  overrides.set = set;
  return config::resolved(config::load(std::string(CELLCAST_SOURCE_DIR "/scenarios/") + name + ".toml", overrides).scenario);
}

std::vector<std::string> paths(const std::vector<config::Change>& changes) {
  std::vector<std::string> result;
  for (const config::Change& change : changes) result.push_back(change.path);
  return result;
}

}  // namespace

TEST_CASE("changes are keys that differ and tables that only one scenario has", "[changes]") {
  const std::string base = resolved("china-2030");
  CHECK(config::changes(base, base).empty());
  const std::vector<config::Change> free = config::changes(base, resolved("china-2030-free-trade"));
  CHECK(paths(free) == std::vector<std::string>{"tariffs.us_fentanyl", "tariffs.us_reciprocal", "tariffs.us_regime_from_2027"});
  for (const config::Change& change : free) {
    CHECK_FALSE(change.is_key);
    CHECK(change.base.starts_with("[" + change.path + "]\n"));
    CHECK(change.later.empty());
  }
  const auto one = config::changes(base, resolved("china-2030", {"segments.power.price_elasticity=0.4"}));
  REQUIRE(one.size() == 1);
  CHECK(one[0].path == "segments.power.price_elasticity");
  CHECK(one[0].later == "0.4");
}

TEST_CASE("what says nothing about the industry is no change", "[changes]") {
  const std::string base = resolved("china-2030");
  CHECK(config::changes(base, resolved("china-2030", {"sampling.trials=1000", "title=\"Other\"", "outputs.samples=7"})).empty());
  CHECK(config::changes(base, resolved("china-2030", {"sampling.seed=3"})).empty());
  CHECK(config::changes(base, resolved("china-2030-news")).empty());  // observations alone
}

TEST_CASE("all changes together make the one scenario the other", "[changes]") {
  const std::vector<std::string> names{"china-2030", "association-2030", "china-2030-free-trade"};
  for (const std::string& from : names) {
    for (const std::string& to : names) {
      INFO(from << " to " << to);
      std::string text = resolved(from);
      const std::string later = resolved(to);
      for (const config::Change& change : config::changes(text, later)) text = config::with_change(text, change);
      CHECK(paths(config::changes(text, later)).empty());
    }
  }
}
