#include "sim/random/design/scramble.hpp"

#include <array>

#include "sim/random/stream/words.hpp"

namespace cellcast::sim {
namespace {

// The 256 points of a block take every value of the leading eight places once (a leaf, below) and have the 24 places after them in
// common. So a level of the tree below the leaves has one node for each leaf in this block: 256 bits, two calls of Philox.

constexpr int kTopLevels = 8, kLevels = 52, kDirections = 32;
constexpr std::size_t kWords = kSobolBlock / 32;
constexpr std::size_t kCalls = std::size_t{2} * (1 + kLevels - kTopLevels);
constexpr std::size_t kPlaces = 32;  // levels that are transposed together

/// 32 levels of the tree: [level][leaf / 32], bit leaf % 32.
using Rows = std::array<std::array<std::uint32_t, kWords>, kPlaces>;

struct Flips {
  std::array<std::uint32_t, kWords> top;  ///< bit 2^(level - 1) + prefix: of the node above the leaves
  Rows upper{}, lower{};                  ///< levels 9 ... 40, 41 ... 52
};

/// The leading places that lead to a level below the leaves, of the 24 that the block has in common.
std::uint32_t common_prefix(std::uint32_t common, int level) {
  const int length = level - 1 - kTopLevels;
  constexpr int kCommon = kDirections - kTopLevels;
  return length >= kCommon ? common : common >> (kCommon - length) << (kCommon - length);
}

Flips draw_flips(Stream s, std::uint32_t replicate, std::uint32_t common) {
  Philox::Word c0[kCalls], c1[kCalls], r[4][kCalls];
  for (std::size_t q = 0; q < kCalls; ++q) {
    const auto half = static_cast<std::uint32_t>(q % 2), row = static_cast<std::uint32_t>(q / 2);
    const std::uint32_t level = row == 0 ? 0 : kTopLevels + row;
    c0[q] = row == 0 ? 0 : common_prefix(common, static_cast<int>(level));
    c1[q] = replicate | level << 10 | (1 + half) << 16;
  }
  for (std::size_t q = 0; q < kCalls; ++q) {
    const auto w = Philox::apply({c0[q], c1[q], low_word(s.id), high_word(s.id)}, {low_word(s.seed), high_word(s.seed)});
    r[0][q] = w.c0;
    r[1][q] = w.c1;
    r[2][q] = w.c2;
    r[3][q] = w.c3;
  }
  Flips flips;
  for (std::size_t q = 0; q < kCalls; ++q) {
    const std::size_t row = q / 2, first = q % 2 * 4;
    auto& words = row == 0 ? flips.top : row <= kPlaces ? flips.upper[row - 1] : flips.lower[row - 1 - kPlaces];
    for (std::size_t k = 0; k < 4; ++k) words[first + k] = r[k][q];
  }
  return flips;
}

/// Exchanges the bits of `low` at the mask with those of `high` that stand `size` places above it.
template <std::size_t size, std::uint32_t mask>
void exchange(std::uint32_t* __restrict low, std::uint32_t* __restrict high) {
  for (std::size_t g = 0; g < kWords; ++g) {
    const std::uint32_t differ = (low[g] ^ high[g] >> size) & mask;
    low[g] ^= differ;
    high[g] ^= differ << size;
  }
}

template <std::size_t size, std::uint32_t mask>
void exchange_squares(Rows& rows) {
  for (std::size_t first = 0; first < kPlaces; first += 2 * size) {
    for (std::size_t j = first; j < first + size; ++j) exchange<size, mask>(rows[j].data(), rows[j + size].data());
  }
}

/// Afterwards rows[31 - b][g] holds at its bit 31 - j what was bit b of rows[j][g]: leaf by leaf, levels from the top bit down.
/// Off-diagonal squares of ever smaller size change places (Eklundh 1972, "A fast computer method for matrix transposing").
void transpose(Rows& rows) {
  exchange_squares<16, 0x0000ffff>(rows);
  exchange_squares<8, 0x00ff00ff>(rows);
  exchange_squares<4, 0x0f0f0f0f>(rows);
  exchange_squares<2, 0x33333333>(rows);
  exchange_squares<1, 0x55555555>(rows);
}

/// The leading eight places of every leaf after scrambling.
std::array<std::uint8_t, kSobolBlock> scrambled_leaves(const std::array<std::uint32_t, kWords>& flips) {
  std::array<std::uint8_t, kSobolBlock> scrambled{}, parents{};
  for (std::size_t nodes = 1; nodes < kSobolBlock; nodes *= 2) {
    parents = scrambled;
    for (std::size_t prefix = 0; prefix < nodes; ++prefix) {
      const std::size_t node = nodes + prefix;
      const auto flip = flips[node / 32] >> node % 32 & 1;
      scrambled[2 * prefix] = static_cast<std::uint8_t>(2 * parents[prefix] + flip);
      scrambled[2 * prefix + 1] = scrambled[2 * prefix] ^ 1;
    }
  }
  return scrambled;
}

/// The leaf of each point of a block, but for the exclusive or of the leaf of its first.
std::array<std::uint8_t, kSobolBlock> leaves_in_order(const SobolDirections& directions) {
  std::array<std::uint8_t, kSobolBlock> leaves{};
  for (std::size_t j = 0; j < kTopLevels; ++j) {
    const auto direction = static_cast<std::uint8_t>(directions[j] >> (kDirections - kTopLevels));
    for (std::size_t i = 0; i < std::size_t{1} << j; ++i) leaves[(std::size_t{1} << j) + i] = leaves[i] ^ direction;
  }
  return leaves;
}

}  // namespace

void scrambled_points(const SobolDirections& directions, Stream stream, std::uint32_t replicate, std::uint32_t block,
                      std::span<std::uint64_t, kSobolBlock> out) {
  const std::uint32_t first = sobol_point(directions, block * static_cast<std::uint32_t>(kSobolBlock));
  const std::uint32_t first_leaf = first >> (kDirections - kTopLevels), common = first << kTopLevels >> kTopLevels;
  Flips flips = draw_flips(stream, replicate, common);
  transpose(flips.upper);
  transpose(flips.lower);
  const auto leaves = scrambled_leaves(flips.top);

  std::array<std::uint64_t, kSobolBlock> by_leaf;
  for (std::size_t leaf = 0; leaf < kSobolBlock; ++leaf) {
    const std::size_t bit = kPlaces - 1 - leaf % 32, word = leaf / 32;
    const std::uint64_t upper = flips.upper[bit][word] ^ common << kTopLevels;
    by_leaf[leaf] = std::uint64_t{leaves[leaf]} << 56 | upper << 24 | flips.lower[bit][word] >> 8;
  }
  const auto order = leaves_in_order(directions);
  for (std::size_t i = 0; i < kSobolBlock; ++i) out[i] = by_leaf[order[i] ^ first_leaf];
}

}  // namespace cellcast::sim
