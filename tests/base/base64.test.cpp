#include "base/base64.hpp"

#include "tests/catch.hpp"

using namespace cellcast;

TEST_CASE("base64 of RFC 4648's own examples", "[base]") {
  CHECK(base::base64("") == "");
  CHECK(base::base64("f") == "Zg==");
  CHECK(base::base64("fo") == "Zm8=");
  CHECK(base::base64("foo") == "Zm9v");
  CHECK(base::base64("foob") == "Zm9vYg==");
  CHECK(base::base64("fooba") == "Zm9vYmE=");
  CHECK(base::base64("foobar") == "Zm9vYmFy");
  CHECK(base::base64(std::string_view("\0\xff\xfe", 3)) == "AP/+");
}
