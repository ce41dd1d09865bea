#include "sim/random/stream/philox.hpp"

#include <Random123/philox.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/catch.hpp"

using cellcast::sim::Philox;

TEST_CASE("Philox gives the known answers", "[random]") {
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/philox_kat.txt");
  int answers = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream in(line);
    std::string generator;
    int rounds = 0;
    Philox::Counter counter{}, expected{};
    Philox::Key key{};
    in >> generator >> rounds >> std::hex >> counter.c0 >> counter.c1 >> counter.c2 >> counter.c3 >> key.k0 >> key.k1 >> expected.c0 >>
        expected.c1 >> expected.c2 >> expected.c3;
    REQUIRE(in);
    REQUIRE(generator == "philox4x32");
    REQUIRE(rounds == Philox::kRounds);
    const auto r = Philox::apply(counter, key);
    CHECK(r.c0 == expected.c0);
    CHECK(r.c1 == expected.c1);
    CHECK(r.c2 == expected.c2);
    CHECK(r.c3 == expected.c3);
    ++answers;
  }
  CHECK(answers == 3);
}

TEST_CASE("Philox agrees with its authors' header", "[random]") {
  // Counters and keys that differ in every bit: each round's output is the next round's input.
  Philox::Counter counter{1, 2, 3, 4};
  Philox::Key key{5, 6};
  for (int i = 0; i < 1000; ++i) {
    const r123::Philox4x32::ctr_type c{{counter.c0, counter.c1, counter.c2, counter.c3}};
    const r123::Philox4x32::key_type k{{key.k0, key.k1}};
    const auto expected = r123::Philox4x32()(c, k);
    const auto r = Philox::apply(counter, key);
    REQUIRE(r.c0 == expected[0]);
    REQUIRE(r.c1 == expected[1]);
    REQUIRE(r.c2 == expected[2]);
    REQUIRE(r.c3 == expected[3]);
    counter = r;
    key = {r.c3 ^ key.k0, r.c1 + key.k1};
  }
}
