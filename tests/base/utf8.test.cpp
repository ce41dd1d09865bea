#include "base/utf8.hpp"

#include "tests/catch.hpp"

using cellcast::base::printable;

TEST_CASE("text is fit for a terminal") {
  CHECK(printable("σ and 电池") == "σ and 电池");
  CHECK(printable("a\x1b[31mb") == "a\\u{1B}[31mb");
  CHECK(printable("a\u202Eb") == "a\\u{202E}b");
  CHECK(printable("a\xff\xc3") == "a\\xFF\\xC3");
}
