#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "config/load/assemble.hpp"
#include "tests/catch.hpp"
#include "tests/temporary_folder.hpp"

namespace {

using namespace cellcast;
using config::Kind;
using config::Node;

std::string value_text(const Node& node) {
  switch (node.kind) {
    case Kind::boolean: return node.boolean ? "true" : "false";
    case Kind::integer:
    case Kind::real: return base::json_number(node.number());
    case Kind::date: return config::date_text(node.date);
    default: return base::json_text(node.text);
  }
}

/// A line `path = value` for every value below a node; items of a list by number.
void collect(const Node& node, const std::string& path, std::vector<std::string>& lines) {
  if (node.kind != Kind::table && node.kind != Kind::array) return lines.push_back(path + " = " + value_text(node));
  if (node.children.empty()) lines.push_back(path + (node.kind == Kind::table ? " = {}" : " = []"));
  std::size_t number = 0;
  for (const Node& child : node.children)
    collect(child, path + (node.kind == Kind::table ? "." + child.name : "[" + std::to_string(number++) + "]"), lines);
}

/// The keys that a scenario and those it extends give, in order: no defaults, no comments, no layout.
std::string merged_keys(const std::string& path) {
  std::vector<config::Source> sources;
  config::Report report;
  const Node root = config::assemble(path, {}, sources, report);
  REQUIRE(report.count() == 0);
  std::vector<std::string> lines;
  collect(root, "", lines);
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string digest(const std::string& path) { return base::hex(base::sha256(merged_keys(path))); }

/// Name of a scenario: its SHA-256, from lines `digest  name`.
std::map<std::string, std::string> frozen() {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/vintages.sha256");
  std::map<std::string, std::string> digests;
  for (std::string hash, name; file >> hash >> name;) digests[name] = hash;
  return digests;
}

}  // namespace

TEST_CASE("a vintage is not what it was when it was released", "[vintages]") {
  const std::map<std::string, std::string> digests = frozen();
  for (const char* name : {"vintages/2022-03", "vintages/2022-03-widened", "china-2030", "china-2030-makers", "china-2030-one-basis", "china-2031"}) {
    INFO("If a mistake in scenarios/" << name << ".toml had to be corrected: say so in CHANGELOG.md, and put the new line into tests/data/vintages.sha256");
    REQUIRE(digests.contains(name));
    CHECK(digest(std::string(CELLCAST_SOURCE_DIR "/scenarios/") + name + ".toml") == digests.at(name));
  }
  CHECK(digests.size() == 6);
}

TEST_CASE("the digest of a scenario changes with a comment, or not with a number", "[vintages]") {
  const tests::TemporaryFolder folder;
  const std::string base = "name = \"a\"\n[segments.power]\nproduction = 5\n[[claims]]\nname = \"c\"\nvalue = 1.5\n";
  const auto of = [&](const std::string& text) { return digest(folder.write("x.toml", text)); };
  const std::string first = of(base);
  CHECK(of("# a comment\n" + base) == first);
  CHECK(of("segments.power = { production = 5.0 }\nname = \"a\"\nclaims = [{ value = 1.5, name = \"c\" }]\n") == first);
  CHECK(of("name = \"a\"\n[segments.power]\nproduction = 5.000001\n[[claims]]\nname = \"c\"\nvalue = 1.5\n") != first);
  CHECK(of("name = \"a\"\n[segments.power]\nproduction = 5\n[[claims]]\nname = \"c\"\nvalue = 1.6\n") != first);
  CHECK(of(base + "[markets.eu]\n") != first);  // an empty table is a key
  folder.write("base.toml", base);
  CHECK(of("extends = \"base.toml\"\n") == first);
  CHECK(of("extends = \"base.toml\"\n[segments.power]\nproduction = 6\n") != first);
}
