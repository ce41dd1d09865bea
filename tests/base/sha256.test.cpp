#include "base/sha256.hpp"

#include "tests/catch.hpp"

using namespace cellcast::base;

// Known answers of FIPS 180-4 (NIST's examples).
TEST_CASE("SHA-256 gives the known answers") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("SHA-256 does not depend on how a message is cut") {
  const std::string million(1000000, 'a');
  Sha256 hash;
  for (std::size_t at = 0; at < million.size(); at += 7777)
    hash.add(std::as_bytes(std::span(million).subspan(at).first(std::min<std::size_t>(7777, million.size() - at))));
  CHECK(hex(hash.digest()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
