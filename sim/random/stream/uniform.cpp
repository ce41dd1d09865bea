#include "sim/random/stream/uniform.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/random/stream/philox_lanes.hpp"
#include "sim/random/stream/words.hpp"

namespace cellcast::sim {
namespace {

/// The four words of trials 2i (the first two) and 2i + 1; i < 2^48.
[[gnu::always_inline]] inline Philox::Counter words(Stream s, std::uint64_t i) {
  return Philox::apply({low_word(i), high_word(i), low_word(s.id), high_word(s.id)}, {low_word(s.seed), high_word(s.seed)});
}

/// x[2 i], x[2 i + 1] = the uniforms of pair first + i, i < kLanes
[[gnu::always_inline]] inline void fill_pairs(Stream s, std::uint64_t first, double* x) {
  Lanes pair;
  for (std::size_t i = 0; i < kLanes; ++i) pair[i] = first + i;
  const CounterLanes r =
      apply({pair, pair >> 32, all_lanes(low_word(s.id)), all_lanes(high_word(s.id))}, {low_word(s.seed), high_word(s.seed)});
  const RealLanes even = to_unit(join(r.c0, r.c1)), odd = to_unit(join(r.c2, r.c3));
  for (std::size_t i = 0; i < kLanes; ++i) {
    x[2 * i] = even[i];
    x[2 * i + 1] = odd[i];
  }
}

}  // namespace

std::uint64_t stream_id(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

std::uint64_t bits(Stream stream, std::uint64_t trial) {
  const auto r = words(stream, trial >> 1);
  return trial % 2 == 0 ? join(r.c0, r.c1) : join(r.c2, r.c3);
}

void uniforms(Stream stream, std::uint64_t first, std::span<double> out) {
  constexpr std::size_t kWhole = 2 * kLanes;
  double* x = out.data();
  double* const end = x + out.size();
  if (first % 2 == 1 && x != end) *x++ = to_unit(bits(stream, first++));
  for (; end - x >= static_cast<std::ptrdiff_t>(kWhole); x += kWhole, first += kWhole) fill_pairs(stream, first / 2, x);
  if (x == end) return;
  double rest[kWhole];
  fill_pairs(stream, first / 2, rest);
  std::copy_n(rest, end - x, x);
}

}  // namespace cellcast::sim
