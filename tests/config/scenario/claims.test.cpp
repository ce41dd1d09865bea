#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "tests/catch.hpp"
#include "tests/config/support.hpp"

using namespace cellcast::config;
using namespace cellcast::config::testing;
using Catch::Contains;

namespace {

std::string claim(const std::string& keys) { return "[[claims]]\nwhat = \"output\"\nunit = \"GWh\"\n" + keys; }

const std::string kTotal = claim("name = \"total\"\nvalue = 1170\nyear = 2024\n");
const std::string kParts = claim("name = \"a\"\nvalue = 823\nyear = 2024\n") + claim("name = \"b\"\nvalue = 254.5\nyear = 2025\n");

/// A claim on lines 46 to 50, behind two others where asked for, and the one message that must follow at a place in its last line.
struct Fault {
  std::string keys;
  std::uint32_t line, column;
  std::string words;
};

void check_faults(const std::string& before, const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    const Loaded loaded = load_text(kTiny + before + "[[claims]]\n" + fault.keys);
    INFO(fault.keys << messages(loaded));
    REQUIRE(loaded.diagnostics.size() == 1);
    CHECK(loaded.diagnostics.front().place.line == fault.line);
    CHECK(loaded.diagnostics.front().place.column == fault.column);
    CHECK_THAT(messages(loaded), Contains(fault.words));
  }
}

double tolerance(const std::string& value) {
  const Loaded loaded = load_text(kTiny + claim("value = " + value + "\n"));
  REQUIRE(messages(loaded) == "");
  return loaded.scenario.claims.at(0).tolerance;
}

}  // namespace

TEST_CASE("a figure is known to half a unit of its last digit", "[claims]") {
  CHECK(tolerance("910") == 0.5);
  CHECK(tolerance("3_800") == 0.5);
  CHECK(tolerance("664.3") == 0.05);
  CHECK(tolerance("139.0") == 0.05);
  CHECK(tolerance("-11.0") == 0.05);
  CHECK(tolerance("92.64") == 0.005);
  CHECK(tolerance("457.364") == 0.0005);
  CHECK(tolerance("1e-7") == 0.5e-7);
  CHECK(tolerance("2.5e+30") == 0.5e29);
  CHECK(tolerance("3800\ntolerance = 50") == 50);
}

TEST_CASE("claims refer to each other by name, in any order", "[claims]") {
  const Loaded loaded =
      load_text(kTiny + claim("value = 1078\nsum = [\"a\", \"b\"]\n") + kParts +
                "[[claims]]\nwhat = \"growth\"\nunit = \"%/year\"\nvalue = 5\ngrowth = { from = \"a\", to = [\"b\"] }\n" +
                "[[claims]]\nwhat = \"share\"\nunit = \"1\"\nvalue = 0.3\nshare = { part = \"a\", whole = [\"a\", \"b\"] }\n");
  REQUIRE(messages(loaded) == "");
  const auto& claims = loaded.scenario.claims;
  REQUIRE(claims.size() == 5);
  CHECK(claims[0].identities.at(0).terms == std::vector<std::size_t>{1, 2});
  CHECK(claims[3].identities.at(0).kind == IdentityKind::growth);
  CHECK(claims[3].identities.at(0).base == std::vector<std::size_t>{1});
  CHECK(claims[3].identities.at(0).years == 1);
  CHECK(claims[4].identities.at(0).terms == std::vector<std::size_t>{1});
  CHECK(claims[4].identities.at(0).base == std::vector<std::size_t>{1, 2});
}

TEST_CASE("what is wrong with a claim is told at its place", "[claims]") {
  const std::string ok = "what = \"x\"\nunit = \"GWh\"\n";
  check_faults("", {{"unit = \"GWh\"\nvalue = 1\n", 46, 1, "`claims.what` is missing"},
                    {"what = \"\"\nunit = \"GWh\"\nvalue = 1\n", 47, 8, "`claims.what` is empty"},
                    {"what = \"x\"\nvalue = 1\n", 46, 1, "`claims.unit` is missing"},
                    {ok, 46, 1, "`claims.value` is missing"},
                    {ok + "value = \"910\"\n", 49, 9, "write 910 without quotes"},
                    {ok + "value = nan\n", 49, 9, "not finite"},
                    {ok + "value = { dist = \"uniform\", low = 1, high = 2 }\n", 49, 9, "may not be uncertain"},
                    {ok + "value = 1\ntolerance = -1\n", 50, 13, "out of range"},
                    {ok + "value = 1\nyear = 24\n", 50, 8, "allowed: [1900, 2200]"},
                    {ok + "value = 1\nname = \"2024\"\n", 50, 8, "is no name"},
                    {ok + "value = 1\nyaer = 2024\n", 50, 1, "did you mean `year`"},
                    {ok + "value = 1\nindex = \"power\"\n", 50, 1, "without `claims.variable`"},
                    {ok + "value = 1\nvariable = \"price\"\n", 50, 12, "needs a `year`"},
                    {ok + "value = 1\nsum = []\n", 50, 7, "`claims.sum` is empty"},
                    {ok + "value = 1\nsum = [\"a\"]\n", 50, 8, "no claim has a name"},
                    {ok + "value = 1\nname = \"a\"\nsum = \"a\"\n", 51, 7, "refers to itself"},
                    {ok + "value = 1\ngrowth = 3\n", 50, 10, "must be a table"}});
}

TEST_CASE("what is wrong with an identity is told at its place", "[claims]") {
  const std::string percent = "what = \"x\"\nunit = \"%\"\nvalue = 1\n", yearly = "what = \"x\"\nunit = \"%/year\"\nvalue = 1\n";
  const std::string zero = claim("name = \"zero\"\nvalue = 0\nyear = 2024\n") +
                           "[[claims]]\nname = \"share\"\nwhat = \"s\"\nunit = \"%\"\nvalue = 3\n" +
                           "[[claims]]\nname = \"later\"\nwhat = \"s\"\nunit = \"%\"\nvalue = 3\nyear = 2025\n";
  check_faults(kParts + zero,
               {{percent + "sum = [\"a\"]\n", 79, 7, "figures of different units (`a` is in GWh, not in %)"},
                {percent + "growth = { from = \"a\" }\n", 79, 10, "`claims.growth.to` is missing"},
                {percent + "growth = { from = \"aa\", to = \"a\" }\n", 79, 19, "unknown claim `aa`"},
                {percent + "growth = { from = \"zero\", to = \"a\" }\n", 79, 19, "`claims.growth.from` is 0.0"},
                {percent + "growth = { from = \"share\", to = \"a\" }\n", 79, 33, "different units"},
                {percent + "share = { part = \"a\", whole = [\"zero\"] }\n", 79, 31, "`claims.share.whole` is 0.0"},
                {yearly + "growth = { from = \"b\", to = \"a\" }\n", 79, 29, "the years must increase"},
                {yearly + "growth = { from = [\"a\", \"b\"], to = \"b\" }\n", 79, 19, "`b` is of 2025, not of 2024"},
                {yearly + "growth = { from = \"share\", to = \"later\" }\n", 79, 19, "`share` has none"},
                {yearly + "share = { part = \"a\", whole = \"b\" }\n", 77, 8, "a share is in `%` or `1`"},
                {"what = \"x\"\nvalue = 1\nunit = \"GW\"\ngrowth = { from = \"a\", to = \"b\" }\n", 78, 8, "of each year in `%/year`"}});
}

TEST_CASE("a name of a claim stands once", "[claims]") {
  CHECK_THAT(messages(load_text(kTiny + kTotal + kTotal)), Contains("there is a claim `total` already"));
}

TEST_CASE("claims add to those of the extended scenario, by name", "[claims]") {
  const Folder folder;
  folder.write("base.toml", kTiny + kTotal + kParts);
  const std::string over =
      folder.write("over.toml",
                   "extends = \"base.toml\"\n[[claims]]\nname = \"a\"\nvalue = 900.5\nvariable = \"production\"\n"
                   "[[claims]]\nname = \"c\"\nwhat = \"d\"\nvalue = 1\nunit = \"t\"\n[[claims]]\nwhat = \"e\"\nvalue = 1\nunit = \"t\"\n");
  const Loaded loaded = load(over);
  REQUIRE(messages(loaded) == "");
  const auto& claims = loaded.scenario.claims;
  REQUIRE(claims.size() == 5);
  CHECK(claims[0].name == "total");
  CHECK(claims[1].value == 900.5);
  CHECK(claims[1].tolerance == 0.05);
  CHECK(claims[1].what == "output");
  CHECK(claims[1].variable == "production");
  CHECK(claims[2].name == "b");
  CHECK(claims[3].name == "c");
  CHECK(claims[4].name.empty());
  Overrides overrides;
  overrides.set.push_back("claims=[{ what = \"f\", value = 1, unit = \"t\" }]");
  CHECK(load(over, overrides).scenario.claims.size() == 1);
}

TEST_CASE("resolved claims are the same claims", "[claims]") {
  const Loaded loaded = load_text(
      kTiny + claim("value = 1078\nsum = [\"a\", \"b\"]\nsource = \"a \\\"b\\\"\"\n") + kParts +
      "[[claims]]\nname = \"g\"\nwhat = \"growth\"\nunit = \"%\"\nyear = 2025\nvariable = \"tariff\"\nindex = \"power.abroad\"\nvalue = 5\n"
      "growth = { from = \"a\", to = [\"b\"] }\nshare = { part = \"a\", whole = \"b\" }\n");
  REQUIRE(messages(loaded) == "");
  const std::string once = resolved(loaded.scenario);
  const Loaded again = load_text(once);
  REQUIRE(messages(again) == "");
  CHECK(resolved(again.scenario) == once);
  CHECK(again.scenario.claims.at(0).tolerance == 0.5);
  CHECK(again.scenario.claims.at(3).identities.size() == 2);
}
