#include "base/json.hpp"

#include "tests/catch.hpp"

using cellcast::base::json_text;

TEST_CASE("texts as JSON are valid, and cannot steer a terminal", "[output]") {
  CHECK(json_text("LFP \"电池\"\n\t\\") == R"("LFP \"电池\"\n\t\\")");
  CHECK(json_text("\x1B[31m\x7F") == R"("\u001b[31m\u007f")");
  CHECK(json_text("\u009B31m\u202E") == R"("\u009b31m\u202e")");
  CHECK(json_text("\U000E0041😀") == "\"\\udb40\\udc41😀\"");
  CHECK(json_text(std::string_view("a\0b\xFF\xC3", 5)) == R"("a\u0000b\ufffd\ufffd")");
}
