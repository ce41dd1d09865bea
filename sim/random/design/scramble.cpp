#include "sim/random/design/scramble.hpp"

#include <algorithm>
#include <array>
#include <cstring>

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

/// What flips the places: first those of all nodes above the leaves (bit 2^(level - 1) + prefix), then those of each level below them;
/// last some that are not used.
constexpr std::size_t kFlipsAtATime = kLanes / 2, kFlips = 1 + kScrambledBits - kTopLevels, kMostFlips = kWordBits * 3 / 4;
static_assert(kFlips <= kMostFlips && kMostFlips % kFlipsAtATime == 0);
using Flips = std::array<Words, kMostFlips>;

/// The counters of the flips' two calls: which of the 24 places that the block has in common lead to the level; the level and the call.
struct Counters {
  std::array<std::uint64_t, 2 * kMostFlips> prefix{}, call{};
};
constexpr Counters kCounters = [] {
  constexpr std::size_t kCommon = kDirections - kTopLevels;
  Counters counters;
  for (std::size_t i = 0; i < 2 * kMostFlips; ++i) {
    const std::size_t flip = i / 2, level = flip == 0 ? 0 : kTopLevels + flip, length = flip == 0 ? 0 : std::min(flip - 1, kCommon);
    counters.prefix[i] = ((std::uint64_t{1} << length) - 1) << (kCommon - length);
    counters.call[i] = level << 10 | (1 + i % 2) << 16;
  }
  return counters;
}();

/// Two words of each call, the one from the first lanes and the other from the second.
void store_in_turn(Lanes first, Lanes second, Words* to) {
  std::array<std::uint64_t, 2 * kLanes> both;
  for (std::size_t i = 0; i < kLanes; ++i) {
    both[2 * i] = first[i];
    both[2 * i + 1] = second[i];
  }
  std::memcpy(to, &both, sizeof(both));
}

void draw(Stream s, std::uint32_t replicate, std::uint32_t common, Flips& flips) {
  for (std::size_t first = 0; first < kMostFlips; first += kFlipsAtATime) {
    const Lanes c0 = load(&kCounters.prefix[2 * first]) & common, c1 = load(&kCounters.call[2 * first]) | replicate;
    const CounterLanes random =
        apply({c0, c1, all_lanes(low_word(s.id)), all_lanes(high_word(s.id))}, {low_word(s.seed), high_word(s.seed)});
    store_in_turn(join(random.c0, random.c1), join(random.c2, random.c3), &flips[first]);
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
    for (std::size_t k = 0; k < kTopLevels; ++k)
      levels[k][leaf / kWordBits] |= std::uint64_t{leaf >> (kTopLevels - 1 - k) & 1} << leaf % kWordBits;
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

/// Consecutive levels that fill a register.
constexpr std::size_t kLevelsAtATime = kLanes > kWords ? kLanes / kWords : 1;
using Group [[gnu::vector_size(sizeof(Words) * kLevelsAtATime)]] = std::uint64_t;

/// Exchanges, in squares of 2 x size levels and 2 x size leaves, the quarter of the earlier levels and the upper bits with that of the
/// later levels and the lower bits.
template <std::size_t size, class Vector>
[[gnu::always_inline]] inline void exchange(Vector& earlier, Vector& later) {
#if defined(__AVX512F__)
  if constexpr (sizeof(Vector) == 64) {
    constexpr int kFirstOfTwo = 0xca;  // a bit of the second or third, as the first says
    const Vector upper = earlier << size;
    earlier =
        Vector(_mm512_ternarylogic_epi64(_mm512_set1_epi64(kEvery<2 * size, size>), __m512i(later >> size), __m512i(earlier), kFirstOfTwo));
    later = Vector(_mm512_ternarylogic_epi64(_mm512_set1_epi64(kEvery<2 * size, size>), __m512i(later), __m512i(upper), kFirstOfTwo));
    return;
  }
#endif
  const Vector differ = (earlier ^ later >> size) & kEvery<2 * size, size>;
  earlier ^= differ;
  later ^= differ << size;
}

/// In three steps, which need eight vectors only: the first, one `distance` on and so forth. Sizes of squares are down from `size`.
template <std::size_t size, class Vector>
void exchange_squares(Levels& levels, std::size_t first, std::size_t distance) {
  std::array<Vector, 8> some;
#pragma GCC unroll 8
  for (std::size_t k = 0; k < 8; ++k) std::memcpy(&some[k], &levels[first + k * distance], sizeof(Vector));
#pragma GCC unroll 4
  for (std::size_t k = 0; k < 4; ++k) exchange<size>(some[k], some[k + 4]);
#pragma GCC unroll 4
  for (std::size_t k = 0; k < 4; ++k) exchange<size / 2>(some[k + k / 2 * 2], some[k + k / 2 * 2 + 2]);
#pragma GCC unroll 4
  for (std::size_t k = 0; k < 8; k += 2) exchange<size / 4>(some[k], some[k + 1]);
#pragma GCC unroll 8
  for (std::size_t k = 0; k < 8; ++k) std::memcpy(&levels[first + k * distance], &some[k], sizeof(Vector));
}

/// Afterwards levels[63 - b][g] has at its bit 63 - k what was bit b of levels[k][g]: leaf by leaf, places from the top bit down.
/// Off-diagonal squares of ever smaller size change places (Eklundh 1972, "A fast computer method for matrix transposing").
void transpose(Levels& levels) {
  for (std::size_t k = 0; k < 8; k += kLevelsAtATime) exchange_squares<32, Group>(levels, k, 8);
  for (std::size_t k = 0; k < kWordBits; k += 8) exchange_squares<4, Words>(levels, k, 1);
}

/// Where transposed levels have the leaf of each point of a block, whose first has this one: at its place in words.
std::array<std::uint8_t, kSobolBlock> places_in_order(const SobolDirections& directions, std::uint32_t first_leaf) {
  const auto place = [](std::uint32_t leaf) { return static_cast<std::uint8_t>(leaf << 2 | leaf >> 6); };
  std::array<std::uint8_t, kSobolBlock> places;
  places[0] = static_cast<std::uint8_t>(place(first_leaf) ^ (kWordBits - 1) << 2);
  for (std::size_t j = 0; j < kTopLevels; ++j) {
    const std::uint8_t direction = place(directions[j] >> (kDirections - kTopLevels));
    for (std::size_t i = 0; i < std::size_t{1} << j; ++i) places[(std::size_t{1} << j) + i] = places[i] ^ direction;
  }
  return places;
}

/// Not inlined: a compiler that sees that `out` is elsewhere collects vectors for it, which takes longer.
[[gnu::noinline]] void pick(const Levels& levels, const std::array<std::uint8_t, kSobolBlock>& places,
                            std::span<std::uint64_t, kSobolBlock> out) {
  for (std::size_t i = 0; i < kSobolBlock; ++i) out[i] = levels[places[i] / kWords][places[i] % kWords];
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
  pick(levels, places_in_order(directions, first_leaf), out);
}

}  // namespace cellcast::sim
