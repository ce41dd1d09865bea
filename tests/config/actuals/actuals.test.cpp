#include "config/actuals/actuals.hpp"

#include <string>
#include <vector>

#include "sim/check/actuals.hpp"
#include "tests/catch.hpp"

using namespace cellcast;
using config::Actual;

namespace {

const std::string kHeader = "variable,index,year,value,sd,relative,basis,factor,published,source\n";

/// What is wrong with a file, as the user sees it, without the lines that show the place.
std::string complaints(const std::string& text) {
  config::LoadedActuals loaded = config::read_actuals({"a.csv", text});
  sim::check_actuals(loaded.actuals, loaded.diagnostics);
  config::sort(loaded.diagnostics);
  std::string all;
  for (const config::Diagnostic& diagnostic : loaded.diagnostics) {
    const std::string one = config::format(diagnostic, {loaded.actuals.source});
    all += one.substr(0, one.find('\n')) + "\n";
  }
  return all;
}

/// Of a single row under the full header.
std::string complaint(const std::string& row) { return complaints(kHeader + row); }

std::vector<Actual> rows(const std::string& text) {
  const config::LoadedActuals loaded = config::read_actuals({"a.csv", text});
  CHECK(loaded.diagnostics.empty());
  return loaded.actuals.rows;
}

}  // namespace

TEST_CASE("actuals are read with their columns in any order", "[config][actuals]") {
  const std::vector<Actual> all = rows("year,source,value,variable,index,factor,basis,sd,relative,published\r\n"
                                       "2025,\"CABIA, \"\"sales\"\"\nof 2025\",1200.9,production,power,1.032,sold,0.05,true,2026-01\r\n"
                                       "\r\n"
                                       "2024,,1170,total_production,,,,,,");
  REQUIRE(all.size() == 2);
  CHECK(all[0].variable == "production");
  CHECK(all[0].index == "power");
  CHECK(all[0].year == 2025);
  CHECK(all[0].on_basis() == 1200.9 * 1.032);
  CHECK(all[0].sd_on_basis() == 0.05);
  CHECK(all[0].relative);
  CHECK(all[0].basis == config::Basis::sold);
  CHECK(all[0].source == "CABIA, \"sales\"\nof 2025");
  CHECK(all[0].published == "2026-01");
  CHECK(all[1].place.line == 5);
  CHECK(all[1].sd == 0);
  CHECK_FALSE(all[1].basis);
  CHECK_FALSE(all[1].factor);
  CHECK(all[1].on_basis() == 1170);
}

TEST_CASE("few columns are needed, and an error in the unit is led to the basis", "[config][actuals]") {
  const std::vector<Actual> all = rows("variable,year,value,sd,factor\ntotal_production,2025,100,5,2\n");
  REQUIRE(all.size() == 1);
  CHECK(all[0].sd_on_basis() == 10);
  CHECK(rows("variable,year,value\n").empty());
}

TEST_CASE("what is wrong with a row is told with its place", "[config][actuals]") {
  CHECK(complaint("prodution,power,2025,1,,,,,,\n") == "a.csv:2:1: unknown output variable `prodution` did you mean `production`?\n");
  CHECK(complaint(",power,2025,1,,,,,,\n") == "a.csv:2:1: `variable` is empty name an output variable, or remove the row\n");
  CHECK(complaint("production,,2025,1,,,,,,\n") == "a.csv:2:12: `production` needs an `index` (it has a value for each segment)\n");
  CHECK(complaint("production,power.us,2025,1,,,,,,\n") ==
        "a.csv:2:12: no scenario has an index \"power.us\" of `production` (it has a value for each segment) join the labels by dots\n");
  CHECK(complaint("total_production,power,2025,1,,,,,,\n") ==
        "a.csv:2:18: `total_production` has no index \"power\" (it has one value a year) leave `index` empty\n");
  CHECK(complaint("home_concentration,power.all,2025,1,,,,,,\n") ==
        "a.csv:2:20: no scenario has an index \"power.all\" of `home_concentration` (it has a value for each segment.rank) join the labels by "
        "dots, the last a number of firms\n");
  CHECK(complaint("split_share,charging,2025,1,,,,,,\n").find("(it has a value for each split.class)") != std::string::npos);
  CHECK(complaint("home_concentration,power.3,2025,1,,,,,,\ndriver_level,power.cars,2025,1,,,,,,\n").empty());
  CHECK(complaint("production,power,1066,1,,,,,,\n") ==
        "a.csv:2:18: `year` is \"1066\" (no scenario has such a year; allowed are 1900 to 2200)\n");
  CHECK(complaint("production,power,2025.5,1,,,,,,\n") == "a.csv:2:18: `year` is \"2025.5\" (a year is a whole number) write it as 2025\n");
  CHECK(complaint("production,power,,1,,,,,,\n") == "a.csv:2:18: `year` is empty (a year is a whole number) write it as 2025\n");
  CHECK(complaint("production,power,2025,,,,,,,\n") == "a.csv:2:23: `value` is empty write the figure, or remove the row\n");
  for (const char* bad : {"1 240", "1240 GWh", "nan", "inf", "0x10", "1e999", "--1", "\"1,240\"", "½", "1.2.3", " 1"})
    CHECK(complaint("production,power,2025," + std::string(bad) + ",,,,,,\n").find("a.csv:2:23: `value` is ") == 0);
  CHECK(complaint("production,power,2025,1,-0.1,,,,,\n") ==
        "a.csv:2:25: `sd` is \"-0.1\" (a standard deviation is not below 0) leave it empty where the figure is exact\n");
  CHECK(complaint("production,power,2025,1,5%,,,,,\n").find("a.csv:2:25: `sd` is \"5%\" (it is a number") == 0);
  CHECK(complaint("production,power,2025,1,,yes,,,,\n") == "a.csv:2:26: `relative` is \"yes\" (it may be true, false or empty)\n");
  CHECK(complaint("balance,power,2025,-1,0.1,true,,,,\n").find("a.csv:2:20: `value` is \"-1\" (with `relative` the error") == 0);
  CHECK(complaint("production,power,2025,1,,,soldd,,,\n") ==
        "a.csv:2:27: `basis` is \"soldd\" (it may be produced, sold, installed or shipped, or empty for the variable's own) did you mean "
        "`sold`?\n");
  CHECK(complaint("production,power,2025,1,,,sold,0,,\n") == "a.csv:2:32: `factor` is \"0\" (it is above 0) leave it empty for 1\n");
  CHECK(complaint("production,power,2025,1e308,,,,10,,\n") ==
        "a.csv:2:23: `value` is \"1e308\" (times its factor it is too large for a number) a mistake in `factor`?\n");
  for (const char* bad : {"1,1e301,", "1e-300,2,", "1,2e300,true"})
    CHECK(complaint("production,power,2025," + std::string(bad) + ",,,,\n").find("it is too large to be computed with") != std::string::npos);
  CHECK(complaint("production,power,2025,1,,,sold,-2,,\n").find("a.csv:2:32: `factor` is \"-2\"") == 0);
}

TEST_CASE("columns of a place count characters", "[config][actuals]") {
  CHECK(complaints("source,variable,year,value\n\"电池 é\",nothing_like_it,2025,1\n").find("a.csv:2:8: unknown output variable") == 0);
}

TEST_CASE("a row that stands twice is an error, another figure of the same number is none", "[config][actuals]") {
  const std::string row = "production,power,2025,1240,0.05,true,,,2026,CABIA\n", other = "production,power,2025,1200,0.05,true,,,2026,SNE\n";
  CHECK(complaint(row + other).empty());
  CHECK(complaint(row + other + row) ==
        "a.csv:4:1: this row stands in the file twice (the other is line 2) remove one; of several figures for one number the first counts\n");
  CHECK(complaint("production,power,2025,1,,,,,,\nproduction,power,2025,1.0,0,false,,1,,\n").find("a.csv:3:1: this row stands") == 0);
}

TEST_CASE("a file of another kind is named as such", "[config][actuals]") {
  CHECK(complaints("").find("a.csv:1:1: no header (the file is empty) begin with a line of column names: variable,index") == 0);
  CHECK(complaints("\n\n\n").find("a.csv:1:1: no header") == 0);
  CHECK(complaints("production,power,2025,1\n").find("a.csv:1:1: this line is no header of actuals") == 0);
  CHECK(complaints("schema = 1\nname = \"x\"\n").find("a.csv:1:1: this line is no header of actuals") == 0);
  CHECK(complaints("variable;index;year;value\n").find("a.csv:1:1: columns are not divided by commas") == 0);
  CHECK(complaints("\x89HDF\r\n\x1a\n").find("a.csv:1:1: not CSV, but a file of another kind") == 0);
  CHECK(complaints(kHeader + std::string("a\0b", 3)).find("a.csv:2:2: not CSV") == 0);
  CHECK(complaints("variable,year\n").find("a.csv:1:1: the column `value` is missing") == 0);
  CHECK(complaints("variable,year,value,vaule\n").find("a.csv:1:21: unknown column `vaule` did you mean `value`?") == 0);
  CHECK(complaints("variable,year,value,year\n").find("a.csv:1:21: the column `year` stands in the header twice") == 0);
}

TEST_CASE("what is no CSV is told with its place", "[config][actuals]") {
  CHECK(complaint("production,power,2025\n").find("a.csv:2:18: this line has 3 fields (the header has 10)") == 0);
  CHECK(complaint("production,power,2025,1,240,,,,,,,\n").find("this line has 12 fields (the header has 10) put a field that holds a comma into quotes") !=
        std::string::npos);
  CHECK(complaint("production,power,2025,1,,,,,,\"SNE\n").find("a.csv:2:30: this quote is never closed") == 0);
  CHECK(complaint("production,power,2025,1,,,,,,SNE \"x\"\n").find("a.csv:2:34: a quote within a field") == 0);
  CHECK(complaint("production,power,2025,1,,,,,,\"SNE\" x\n").find("a.csv:2:35: text behind a closing quote") == 0);
  CHECK(complaint("production,power,2025,1,,,,,,a\rb\n").find("a.csv:2:31: a carriage return without a line feed") == 0);
  const std::string commas(5000, ',');
  CHECK(complaint(commas + "\n").find("a.csv:2:1000: more than 1000 fields in a line") == 0);
}

TEST_CASE("a file of actuals has a limit, and many errors are cut short", "[config][actuals]") {
  std::string many = "variable,year,value\n", bad = many;
  for (int i = 0; i <= 100'000; ++i) many += "total_production,2025," + std::to_string(i) + "\n";
  CHECK(complaints(many).find("a.csv:100002:1: more than 100000 rows") == 0);
  for (int i = 0; i < 5000; ++i) bad += "total_production,x,y\n";
  const config::LoadedActuals loaded = config::read_actuals({"a.csv", bad});
  CHECK(loaded.diagnostics.size() >= 1000);
  CHECK(loaded.diagnostics.size() < 1010);
  const config::LoadedActuals large = config::read_actuals({"a.csv", std::string((std::size_t{16} << 20) + 1, 'a')});
  REQUIRE(large.diagnostics.size() == 1);
  CHECK(large.diagnostics[0].problem == "the file is too large");
}
