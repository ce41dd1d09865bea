#include "sim/random/design/scramble.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/random/stream/philox.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

constexpr Stream kStream{42, 0x0123456789abcdef};

std::vector<std::uint64_t> points(std::size_t dimension, Stream stream, std::uint32_t replicate, std::size_t blocks) {
  const SobolDirections directions = sobol_directions(dimension);
  std::vector<std::uint64_t> all(blocks * kSobolBlock);
  for (std::uint32_t b = 0; b < blocks; ++b) {
    scrambled_points(directions, stream, replicate, b, std::span(all).subspan(b * kSobolBlock).first<kSobolBlock>());
  }
  return all;
}

/// A point by the definition in docs/methods.md: place by place down the tree.
std::uint64_t by_definition(std::uint32_t point, Stream s, std::uint32_t replicate) {
  std::uint64_t scrambled = 0;
  for (std::uint32_t level = 1; level <= 52; ++level) {
    const std::uint64_t before = std::uint64_t{point} << 32;
    std::uint32_t bit, c0 = 0, c1 = replicate;
    if (level <= 8) {
      bit = (1u << (level - 1)) + static_cast<std::uint32_t>(level == 1 ? 0 : before >> (65 - level));
    } else {
      bit = point >> 24;
      const std::uint32_t kept = std::min(level - 9, 24u);
      c0 = kept == 0 ? 0 : (point & 0xffffff) & (0xffffff << (24 - kept));
      c1 |= level << 10;
    }
    c1 |= (1 + bit / 128) << 16;
    const auto w = Philox::apply({c0, c1, static_cast<std::uint32_t>(s.id), static_cast<std::uint32_t>(s.id >> 32)},
                                 {static_cast<std::uint32_t>(s.seed), static_cast<std::uint32_t>(s.seed >> 32)});
    const std::uint32_t words[4] = {w.c0, w.c1, w.c2, w.c3};
    const std::uint64_t flip = words[bit % 128 / 32] >> bit % 32 & 1;
    scrambled |= ((before >> (64 - level) & 1) ^ flip) << (64 - level);
  }
  return scrambled;
}

}  // namespace

TEST_CASE("scrambled points are what the documentation defines", "[sobol]") {
  for (const std::size_t dimension : {0, 1, 2, 41, 999, 3666}) {
    const SobolDirections directions = sobol_directions(dimension);
    for (const std::uint32_t block : {0u, 1u, 2u, 77u, 65536u, 0xffffffu}) {
      std::array<std::uint64_t, kSobolBlock> block_points;
      scrambled_points(directions, kStream, 1023, block, block_points);
      for (std::uint32_t i = 0; i < kSobolBlock; ++i) {
        REQUIRE(block_points[i] == by_definition(sobol_point(directions, block * 256 + i), kStream, 1023));
      }
    }
  }
}

TEST_CASE("a scrambled dimension has one point in every interval", "[sobol]") {
  // 2^16 points in 2^m intervals, m = 16 ... 0, for any 2^m from a multiple of 2^m on.
  for (const std::size_t dimension : {0, 1, 17, 86, 999, 3666}) {
    const auto all = points(dimension, {7, dimension + 1}, 3, 256);
    for (int m = 1; m <= 16; ++m) {
      for (std::size_t first = 0; first < all.size(); first += std::size_t{1} << m) {
        std::vector<bool> hit(std::size_t{1} << m);
        for (std::size_t i = first; i < first + hit.size(); ++i) hit[all[i] >> (64 - m)] = true;
        REQUIRE(std::ranges::count(hit, true) == std::ptrdiff_t{1} << m);
      }
    }
  }
}

TEST_CASE("two scrambled dimensions form a net", "[sobol]") {
  // A (0, m, 2)-net in base 2: one point in every box of 2^-a by 2^-(m - a).
  const auto x = points(0, {7, 1}, 0, 64), y = points(1, {7, 2}, 0, 64);
  for (const int m : {4, 8, 10, 14}) {
    for (int a = 0; a <= m; ++a) {
      std::vector<bool> hit(std::size_t{1} << m);
      for (std::size_t i = 0; i < hit.size(); ++i) {
        const std::uint64_t column = a == 0 ? 0 : x[i] >> (64 - a), row = a == m ? 0 : y[i] >> (64 - (m - a));
        hit[column << (m - a) | row] = true;
      }
      REQUIRE(std::ranges::count(hit, true) == std::ptrdiff_t{1} << m);
    }
  }
}

TEST_CASE("a scrambled point is uniform, and replicates and streams are independent", "[sobol]") {
  // One point of many replicates, streams and seeds. Chi-squares with 255 degrees of freedom (mean 255, sd sqrt(510)), bounded at 5 sd,
  // and correlations with sd 1/sqrt(n), bounded at 5: a right scramble fails here with odds below 1e-4 (chi-square's tail is heavier
  // than the normal's).
  constexpr std::size_t kReplicates = 1024, kStreams = 16, kPoint = 37;
  const SobolDirections directions = sobol_directions(5);
  constexpr double n = kReplicates * kStreams;
  std::array<std::array<double, 256>, 5> counts{};
  double next_replicate = 0, next_stream = 0, within = 0;
  std::vector<double> last_stream(kReplicates);
  for (std::size_t s = 0; s < kStreams; ++s) {
    double last = 0;
    for (std::uint32_t r = 0; r < kReplicates; ++r) {
      std::array<std::uint64_t, kSobolBlock> block;
      scrambled_points(directions, {1, s}, r, 2, block);
      const std::uint64_t point = block[kPoint];
      const double u = static_cast<double>(point >> 12) * 0x1p-52 - 0.5;
      // Places 1-8 (the top of the tree), 9-16, 29-36, 33-40 and 45-52.
      for (std::size_t k = 0; k < 5; ++k) ++counts[k][point >> std::array{56, 48, 28, 24, 12}[k] & 255];
      next_replicate += 12 * u * last;
      if (s > 0) next_stream += 12 * u * last_stream[r];
      const double deep = static_cast<double>(point << 8 >> 12) * 0x1p-52 - 0.5;
      within += 12 * u * deep;
      last = last_stream[r] = u;
    }
  }
  for (const auto& c : counts) {
    double chi = 0;
    for (const double found : c) chi += (found - n / 256) * (found - n / 256) / (n / 256);
    CHECK(std::fabs(chi - 255) < 5 * std::sqrt(510));
  }
  CHECK(std::fabs(next_replicate) < 5 * std::sqrt(n));
  CHECK(std::fabs(next_stream) < 5 * std::sqrt(n));
  CHECK(std::fabs(within) < 5 * std::sqrt(n));
}

TEST_CASE("nodes of the tree flip independently", "[sobol]") {
  // Whether two nodes of a level flip: the share of replicates in which both do is 1/4, sd sqrt(3/16/n); bounded at 5 sd for 2 x 255
  // neighbours, odds below 1e-3.
  constexpr std::uint32_t kReplicates = 1024;
  const SobolDirections directions = sobol_directions(0);
  std::array<std::array<int, 256>, 2> both{};
  for (std::uint32_t r = 0; r < kReplicates; ++r) {
    std::array<std::uint64_t, kSobolBlock> block;
    scrambled_points(directions, kStream, r, 0, block);
    std::array<std::uint64_t, kSobolBlock> by_leaf;
    for (std::uint32_t i = 0; i < kSobolBlock; ++i) by_leaf[sobol_point(directions, i) >> 24] = block[i];
    for (std::size_t k = 0; k + 1 < kSobolBlock; ++k) {
      // Places 9 and 30 are zero before scrambling, so what they hold is the flip.
      both[0][k] += static_cast<int>(by_leaf[k] >> 55 & by_leaf[k + 1] >> 55 & 1);
      both[1][k] += static_cast<int>(by_leaf[k] >> 34 & by_leaf[k + 1] >> 34 & 1);
    }
  }
  for (const auto& level : both) {
    for (std::size_t k = 0; k + 1 < kSobolBlock; ++k) {
      REQUIRE(std::fabs(level[k] - kReplicates / 4.0) < 5 * std::sqrt(kReplicates * 3 / 16.0));
    }
  }
}
