#include "sim/random/design/scramble.hpp"

#include <array>

#include "sim/random/stream/philox_lanes.hpp"
#include "sim/random/stream/words.hpp"

namespace cellcast::sim {
namespace {

// The 256 points of a block take every value of the leading eight places once (a leaf, below) and have the 24 places after them in
// common. So a level of the tree below the leaves has one node for each leaf in this block: 256 bits, two calls of Philox. A level above
// has fewer nodes, each of which stands above several leaves. All of it is done level by level, for all leaves at once.

constexpr std::size_t kTopLevels = 8, kScrambledBits = 52, kDirections = 32;
constexpr std::size_t kWordBits = 64, kWords = kSobolBlock / kWordBits;
using Words [[gnu::vector_size(8 * kWords)]] = std::uint64_t;  ///< a bit for each leaf: bit leaf % 64 of word leaf / 64

/// A level in each; 64 of them, so that they are a square of bits for each word.
using Levels = std::array<Words, kWordBits>;

/// The leading places that lead to a level below the leaves, of the 24 that the block has in common.
std::uint32_t common_prefix(std::uint32_t common, std::size_t level) {
  const std::size_t length = level - 1 - kTopLevels;
  constexpr std::size_t kCommon = kDirections - kTopLevels;
  return length >= kCommon ? common : common >> (kCommon - length) << (kCommon - length);
}

/// What flips the places: first those of all nodes above the leaves (bit 2^(level - 1) + prefix), then those of each level below them.
constexpr std::size_t kFlips = 1 + kScrambledBits - kTopLevels, kFlipsAtATime = kLanes / 2;
using Flips = std::array<Words, (kFlips + kFlipsAtATime - 1) / kFlipsAtATime * kFlipsAtATime>;

void draw(Stream s, std::uint32_t replicate, std::uint32_t common, Flips& flips) {
  for (std::size_t first = 0; first < kFlips; first += kFlipsAtATime) {
    Lanes c0, c1;
    for (std::size_t i = 0; i < kLanes; ++i) {
      const std::size_t k = first + i / 2, half = i % 2, level = k == 0 ? 0 : kTopLevels + k;
      c0[i] = k == 0 ? 0 : common_prefix(common, level);
      c1[i] = replicate | level << 10 | (1 + half) << 16;
    }
    const CounterLanes random =
        apply({c0, c1, all_lanes(low_word(s.id)), all_lanes(high_word(s.id))}, {low_word(s.seed), high_word(s.seed)});
    const Lanes even = join(random.c0, random.c1), odd = join(random.c2, random.c3);
    for (std::size_t i = 0; i < kLanes; ++i) {
      Words& words = flips[first + i / 2];
      words[i % 2 * 2] = even[i];
      words[i % 2 * 2 + 1] = odd[i];
    }
  }
}

/// Of each `width` bits the lowest `count`.
template <std::size_t width, std::size_t count>
constexpr std::uint64_t kEvery = [] {
  std::uint64_t mask = 0;
  for (std::size_t at = 0; at < kWordBits; at += width) mask |= (~std::uint64_t{0} >> (kWordBits - count)) << at;
  return mask;
}();

/// Moves the lowest 2 x half bits apart, to every width-th place: the upper half of them first, and so on down to single bits.
template <std::size_t half, std::size_t width>
std::uint64_t spread(std::uint64_t bits) {
  if constexpr (half > 0) bits = spread<half / 2, width>((bits | bits << half * (width - 1)) & kEvery<half * width, half>);
  return bits;
}

/// A level of 4 x count nodes above the leaves: each bit of the nodes, as often as the node has leaves.
template <std::size_t count>
void stretch(const Words& nodes, Words& level) {
  constexpr std::size_t kWidth = kWordBits / count;
  for (std::size_t g = 0; g < kWords; ++g) {
    const std::size_t node = (4 + g) * count;
    const std::uint64_t bits = nodes[node / kWordBits] >> node % kWordBits & kEvery<kWordBits, count>;
    level[g] = spread<count / 2, kWidth>(bits) * kEvery<kWordBits, kWidth>;
  }
}

std::uint64_t repeated(std::uint64_t word, std::size_t bit) { return -(word >> bit & 1); }

/// The leading places of the leaves before scrambling.
constexpr std::array<std::array<std::uint64_t, kWords>, kTopLevels> kLeaves = [] {
  std::array<std::array<std::uint64_t, kWords>, kTopLevels> levels{};
  for (std::size_t leaf = 0; leaf < kSobolBlock; ++leaf) {
    for (std::size_t k = 0; k < kTopLevels; ++k) levels[k][leaf / kWordBits] |= std::uint64_t{leaf >> (kTopLevels - 1 - k) & 1} << leaf % kWordBits;
  }
  return levels;
}();

/// The places of all leaves after scrambling.
void scramble(const Flips& flips, std::uint32_t common, Levels& levels) {
  const Words& nodes = flips[0];
  for (std::size_t g = 0; g < kWords; ++g) {
    levels[0][g] = repeated(nodes[0], 1);
    levels[1][g] = repeated(nodes[0], 2 + g / 2);
  }
  stretch<1>(nodes, levels[2]);
  stretch<2>(nodes, levels[3]);
  stretch<4>(nodes, levels[4]);
  stretch<8>(nodes, levels[5]);
  stretch<16>(nodes, levels[6]);
  stretch<32>(nodes, levels[7]);
  for (std::size_t k = 0; k < kTopLevels; ++k) {
    for (std::size_t g = 0; g < kWords; ++g) levels[k][g] ^= kLeaves[k][g];
  }
  for (std::size_t k = kTopLevels; k < kScrambledBits; ++k) {
    levels[k] = flips[1 + k - kTopLevels] ^ (k < kDirections ? repeated(common, kDirections - 1 - k) : 0);
  }
  for (std::size_t k = kScrambledBits; k < kWordBits; ++k) levels[k] = Words{};
}

/// Exchanges, in each square of 2 x size levels and 2 x size leaves, the quarter of the earlier levels and the upper bits with that of
/// the later levels and the lower bits.
template <std::size_t size>
void exchange_squares(Levels& levels) {
  for (std::size_t first = 0; first < kWordBits; first += 2 * size) {
#pragma GCC unroll 4
    for (std::size_t k = first; k < first + size; ++k) {
      const Words differ = (levels[k] ^ levels[k + size] >> size) & kEvery<2 * size, size>;
      levels[k] ^= differ;
      levels[k + size] ^= differ << size;
    }
  }
}

/// Afterwards levels[63 - b][g] has at its bit 63 - k what was bit b of levels[k][g]: leaf by leaf, places from the top bit down.
/// Off-diagonal squares of ever smaller size change places (Eklundh 1972, "A fast computer method for matrix transposing").
void transpose(Levels& levels) {
  exchange_squares<32>(levels);
  exchange_squares<16>(levels);
  exchange_squares<8>(levels);
  exchange_squares<4>(levels);
  exchange_squares<2>(levels);
  exchange_squares<1>(levels);
}

/// The leaf of each point of a block, whose first has this one.
std::array<std::uint8_t, kSobolBlock> leaves_in_order(const SobolDirections& directions, std::uint32_t first) {
  std::array<std::uint8_t, kSobolBlock> leaves;
  leaves[0] = static_cast<std::uint8_t>(first);
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
  Flips flips;
  draw(stream, replicate, common, flips);
  Levels levels;
  scramble(flips, common, levels);
  transpose(levels);
  const auto leaves = leaves_in_order(directions, first_leaf);
  for (std::size_t i = 0; i < kSobolBlock; ++i) out[i] = levels[kWordBits - 1 - leaves[i] % kWordBits][leaves[i] / kWordBits];
}

}  // namespace cellcast::sim
