#include "sim/random/design/sobol.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>

#include "sim/random/stream/uniform.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

TEST_CASE("Sobol points are Joe and Kuo's", "[sobol]") {
  // Hashes of the first 1,024 points by SciPy, in Gray code order: make_sobol_hashes.py.
  std::ifstream file(CELLCAST_SOURCE_DIR "/tests/data/sobol_hashes.csv");
  REQUIRE(file);
  std::string line;
  std::getline(file, line);
  int dimensions = 0;
  for (; std::getline(file, line); ++dimensions) {
    const std::size_t comma = line.find(',');
    const SobolDirections directions = sobol_directions(std::stoul(line.substr(0, comma)) - 1);
    std::string bytes;
    for (std::uint32_t i = 0; i < 1024; ++i) {
      const std::uint32_t point = sobol_point(directions, i ^ i >> 1);
      for (int k = 0; k < 4; ++k) bytes += static_cast<char>(point >> 8 * k);
    }
    INFO("dimension " << line);
    CHECK(stream_id(bytes) == std::stoull(line.substr(comma + 1), nullptr, 16));
  }
  CHECK(dimensions == 102);
}

TEST_CASE("Sobol's first points, in his own order", "[sobol]") {
  const SobolDirections first = sobol_directions(0), second = sobol_directions(1);
  // Radical inverses in the first dimension; the second's polynomial is x + 1.
  const double expected[8][2] = {{0, 0},         {0.5, 0.5},     {0.25, 0.75},   {0.75, 0.25},
                                 {0.125, 0.625}, {0.625, 0.125}, {0.375, 0.375}, {0.875, 0.875}};
  for (std::uint32_t i = 0; i < 8; ++i) {
    CHECK(sobol_point(first, i) * 0x1p-32 == expected[i][0]);
    CHECK(sobol_point(second, i) * 0x1p-32 == expected[i][1]);
  }
  CHECK(sobol_point(first, 0xffffffff) == 0xffffffff);
  CHECK(sobol_point(first, 0x80000000) == 1);
}

TEST_CASE("every direction number has its own leading bit", "[sobol]") {
  // What makes each dimension take every value of its leading k places once in 2^k points.
  for (std::size_t dimension = 0; dimension < kSobolDimensions; ++dimension) {
    const SobolDirections directions = sobol_directions(dimension);
    for (std::size_t j = 0; j < directions.size(); ++j) {
      REQUIRE((directions[j] >> (31 - j) & 1) == 1);
      REQUIRE((j == 31 || directions[j] << (j + 1) == 0));
    }
  }
  CHECK_THROWS_AS(sobol_directions(kSobolDimensions), std::out_of_range);
}
