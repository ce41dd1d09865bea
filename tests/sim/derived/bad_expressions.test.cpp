#include <fstream>

#include "base/error.hpp"
#include "sim/check/check.hpp"
#include "sim/plan/questions.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

struct BadExpression {
  std::string text, words;
  std::size_t column;
};

/// The table's lines: `@` stands before the spot of the error, ` | ` before words of the message.
std::vector<BadExpression> bad_expressions() {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/expressions/bad.txt");
  std::vector<BadExpression> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t bar = line.rfind(" | "), mark = line.find('@');
    REQUIRE(mark < bar);
    std::string text = line.substr(0, bar);
    text.erase(mark, 1);
    all.push_back({text, line.substr(bar + 3), mark + 1});
  }
  return all;
}

std::string refusal(const std::string& text, const sim::Scope& scope, sim::Wanted wanted) {
  try {
    sim::ask(text, scope, wanted);
  } catch (const base::Error& error) {
    CHECK(error.kind() == base::Error::Kind::usage);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a bad expression is refused at its spot, in words", "[expressions]") {
  const sim::Scope scope = sim::question_scope(sim::load_checked(tests::shipped("china-2031")));
  const std::vector<BadExpression> all = bad_expressions();
  REQUIRE(all.size() >= 80);
  for (const BadExpression& bad : all) {
    const std::string found = refusal(bad.text, scope, sim::Wanted::any_dimensions);
    INFO(bad.text << "\n" << found);
    CHECK(found.starts_with("CONDITION:1:" + std::to_string(bad.column) + ": "));
    CHECK(found.find(bad.words) != std::string::npos);
  }
}

TEST_CASE("a condition is a single number", "[expressions]") {
  const sim::Scope scope = sim::question_scope(sim::load_checked(tests::shipped("china-2031")));
  CHECK(refusal("total_exports[2030] > 900", scope, sim::Wanted::single_number).empty());
  const std::string found = refusal("total_exports[2030] > 900 and unmet[ess] > 0", scope, sim::Wanted::single_number);
  CHECK(found.starts_with("CONDITION:1:31: this has a value for each year (a single number is wanted)"));
}

TEST_CASE("limits of an expression", "[expressions]") {
  const auto says = [](const std::string& text) {
    const auto parsed = config::parse_expression(text);
    const auto* error = std::get_if<config::ExpressionError>(&parsed);
    return error == nullptr ? "" : std::to_string(error->at) + " " + error->problem;
  };
  const auto times = [](int count, const std::string& text) {
    std::string out;
    for (int k = 0; k < count; ++k) out += text;
    return out;
  };
  CHECK(says(times(100, "(") + "1" + times(100, ")")).empty());
  CHECK(says(times(101, "(") + "1" + times(101, ")")) == "100 nested deeper than 100");
  CHECK(says(times(100, "-") + "1").empty());
  CHECK(says(times(101, "-") + "1") == "100 nested deeper than 100");
  CHECK(says(times(100, "not ") + "1").empty());
  CHECK(says("1" + times(100, "^1")).empty());
  CHECK(says("1" + times(101, "^1")).ends_with("nested deeper than 100"));
  CHECK(says(times(100, "exp(") + "1" + times(100, ")")).empty());
  CHECK(says("1" + times(4999, "+1")).empty());  // 9,999 nodes
  CHECK(says("1" + times(5000, "+1")).ends_with("more than 10000 parts"));
  CHECK(says(times(100000, "(")) == "0 the bracket `(` is never closed");
}
