#include <cstdlib>
#include <fstream>
#include <map>

#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"
#include "tests/catch.hpp"
#include "tests/config/schema/document.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;

// The table of keys, what is generated from it, and the loader say the same.
// After a change of the table: CELLCAST_WRITE_DOCS=1 cellcast_tests "[documents]" writes the files anew.

namespace {

const std::string kDocs = std::string(CELLCAST_SOURCE_DIR) + "/docs/";

/// The text between `<!-- NAME -->` and `<!-- end -->`, replaced by `body`.
std::string with_section(const std::string& page, const std::string& name, const std::string& body) {
  const std::string begin = "<!-- " + name + " -->\n", end = "<!-- end -->";
  const std::size_t from = page.find(begin);
  REQUIRE(from != std::string::npos);
  const std::size_t to = page.find(end, from);
  REQUIRE(to != std::string::npos);
  return page.substr(0, from + begin.size()) + "\n" + body + "\n" + page.substr(to);
}

void compare(const std::string& path, const std::string& expected) {
  if (std::getenv("CELLCAST_WRITE_DOCS") != nullptr) std::ofstream(path, std::ios::binary) << expected;
  INFO(path << " is out of date: run the tests once with CELLCAST_WRITE_DOCS=1");
  CHECK((read_text(path) == expected));
}

/// A value that the key takes, as TOML.
std::string sample(const Key& key) {
  switch (key.type) {
    case KeyType::boolean:
      return "true";
    case KeyType::date:
      return "2025-01-01";
    case KeyType::numbers:
      return "[0.25]";
    case KeyType::integers:
      return "[2]";
    case KeyType::strings:
      return key.pattern == "correlations.between" ? R"(["variables.x", "shock.common[2025]"])" : "[]";
    case KeyType::names:
      return R"(["x"])";
    case KeyType::table:
    case KeyType::loadings:
    case KeyType::labels:
      return "{}";
    case KeyType::string:
      return "\"" + std::string(key.choices.substr(0, key.choices.find(' '))) + "\"";
    case KeyType::integer:
      return text(key.range).starts_with("[1900") ? "2024" : "2";
    default:
      return "0.5";
  }
}

/// The path of a key in the tiny scenario, with the names that this has.
std::string tiny_path(std::string_view pattern) {
  const std::map<std::string, std::string> names{{"segments", "power"},   {"markets", "abroad"}, {"tariffs", "duty"},
                                                 {"chemistries", "lfp"},  {"chemistry", "lfp"},  {"materials", "lithium"},
                                                 {"drivers", "vehicles"}, {"variables", "x"},    {"thresholds", "price"},
                                                 {"quotas", "quota"},     {"producers", "tier"}, {"submarkets", "cars"},
                                                 {"splits", "cell"},      {"derived", "share"},      {"*", "round"}};  // of `splits.*.*` the second
  std::string path, before;
  for (const std::string_view part : split(pattern)) {
    path += (path.empty() ? "" : ".") + (part == "*" ? names.at(before) : part == "YEAR" ? std::string("2025") : std::string(part));
    before = part;
  }
  return path;
}

/// Names that --set may not bring in.
const std::string kMore = R"([quotas.quota]
market = "abroad"
limit = 1
[producers.tier.segments.power]
share = 1
[segments.power.submarkets.cars]
share = 1
[segments.power.splits.cell.round]
base = 1
end = 1
)";

/// What is said of the tiny scenario with one more key.
std::string complaints(const std::string& path, const std::string& value) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string top = path.substr(0, dot);
  if (is_list_of_tables(top)) return messages(load_text(kTiny + "[[" + top + "]]\n" + path.substr(dot + 1) + " = " + value + "\n"));
  Overrides overrides;
  if (path.ends_with("saturation")) overrides.set.push_back("segments.power.growth.process = \"logistic\"");
  if (path.find("drivers") != std::string::npos) overrides.set.push_back("segments.power.growth.process = \"drivers\"");
  if (path.find(".markets.abroad.base") != std::string::npos || path.find(".markets.abroad.end") != std::string::npos)
    overrides.set.push_back("producers.tier.home_owned = false");
  overrides.set.push_back(path + " = " + value);
  return messages(load_text(kTiny + kMore, overrides));
}

}  // namespace

TEST_CASE("docs/scenario-format.md holds the table of keys", "[documents]") {
  const std::string path = kDocs + "scenario-format.md";
  std::string page = read_text(path);
  page = with_section(page, "keys", key_reference());
  page = with_section(page, "distributions", distribution_reference());
  compare(path, page);
}

TEST_CASE("docs/scenario.schema.json holds the table of keys", "[documents]") { compare(kDocs + "scenario.schema.json", json_schema()); }

TEST_CASE("the loader knows every key of the table, and its type") {
  for (const Key& key : keys()) {
    if (key.pattern == "extends" || key.pattern == "unset") continue;  // tests/config/load/extends.test.cpp
    const std::string path = tiny_path(key.pattern);
    INFO(path);
    CHECK(find_key(path) == &key);
    CHECK_THAT(complaints(path, sample(key)), !Catch::Contains("unknown key") && !Catch::Contains("(found "));
    CHECK_THAT(complaints(path, "07:32:00"), Catch::Contains("must be") && Catch::Contains("(found "));  // a time is nowhere right
  }
}

TEST_CASE("the example of docs/scenario-format.md is a scenario without a fault") {
  const std::string page = read_text(kDocs + "scenario-format.md"), fence = "```toml\n";
  const std::size_t from = page.find(fence) + fence.size();
  const Loaded loaded = load_text(page.substr(from, page.find("```", from) - from));
  CHECK(messages(loaded) == "");
  CHECK(loaded.scenario.tariffs.size() == 2);
}

TEST_CASE("the second example of docs/scenario-format.md goes on from the first without a fault") {
  const std::string page = read_text(kDocs + "scenario-format.md"), fence = "```toml\n";
  const auto example = [&](const std::string& heading) {
    const std::size_t from = page.find(fence, page.find(heading)) + fence.size();
    return page.substr(from, page.find("```", from) - from);
  };
  const Folder folder;
  folder.write("first.toml", example("## By example"));
  const std::string path = folder.write("second.toml", "extends = 'first.toml'\n" + example("## Quotas, makers, submarkets, customs"));
  const Loaded loaded = load(path);
  CHECK(messages(loaded) == "");
  CHECK(loaded.scenario.quotas.size() == 2);
  CHECK(loaded.scenario.producers.size() == 3);
}

TEST_CASE("defaults of the table are within its ranges") {
  for (const Key& key : keys()) {
    const bool is_number = key.type == KeyType::number || key.type == KeyType::constant || key.type == KeyType::integer;
    if (!is_number || key.fallback.empty() || key.fallback == "-" || key.fallback.starts_with('"')) continue;
    const double value = std::stod(std::string(key.fallback));
    INFO(key.pattern);
    CHECK(contains(key.range, {value, value}));
  }
}
