#include "base/json_reader.hpp"

#include <cmath>

#include "base/error.hpp"
#include "tests/catch.hpp"

using namespace cellcast::base;

TEST_CASE("JSON is read as it was meant", "[json]") {
  const JsonValue value = read_json(R"( {"a": [1, -2.5e3, null, true, false], "b": {"c": "\"\\\u00e9\ud83d\ude00\n"}, "a": 7} )");
  REQUIRE(value.kind == JsonValue::Kind::object);
  CHECK(value["a"].items.size() == 5);  // of two equal names the first counts
  CHECK(value["a"].items[1].number == -2500);
  CHECK(value["a"].items[3].boolean);
  CHECK(!value["a"].items[4].boolean);
  CHECK(value["b"]["c"].text == "\"\\é😀\n");
  CHECK(value["nothing"].kind == JsonValue::Kind::null);
  CHECK(std::isnan(value["b"].number_or_nan()));
  CHECK(read_json(R"("\ud800x")").text == "\uFFFDx");
}

TEST_CASE("what is no JSON is refused with its place", "[json]") {
  for (const char* text : {"",    "{", "[1,]", "[1 2]", "{\"a\" 1}", "{a: 1}", "\"",     "\"\\q\"", "\"\\u12\"", "nul",
                           "01x", "-", "+1",   ".5",    "1e999",     "[1] 2",  "\"\t\"", "\xFF",    "NaN",       "Infinity"}) {
    INFO(text);
    CHECK_THROWS_AS(read_json(text), Error);
  }
  CHECK_THROWS_AS(read_json(std::string(100'000, '[')), Error);
  CHECK_NOTHROW(read_json(std::string(60, '[') + std::string(60, ']')));
  CHECK_THROWS_WITH(read_json("{\n  \"a\": x}"), Catch::Contains("line 2, column 8"));
}
