#include "sim/random/uniform.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/random/philox.hpp"
#include "sim/random/words.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kLanes = 64;  // pairs of trials at a time

/// The four words of trials 2i (the first two) and 2i + 1; i < 2^48.
[[gnu::always_inline]] inline Philox::Counter words(Stream s, std::uint64_t i) {
  return Philox::apply({low_word(i), high_word(i), low_word(s.id), high_word(s.id)}, {low_word(s.seed), high_word(s.seed)});
}

/// x[2 i], x[2 i + 1] = the uniforms of pair first + i, i < n <= kLanes
void fill_pairs(Stream s, std::uint64_t first, std::size_t n, double* x) {
  Philox::Word r0[kLanes], r1[kLanes], r2[kLanes], r3[kLanes];
  const Philox::Word base = low_word(first);
  const Philox::Word carried = high_word(first);
  for (Philox::Word i = 0; i < kLanes; ++i) {
    const Philox::Word low = base + i;
    const Philox::Word high = carried + (low < base ? 1 : 0);
    const auto r = Philox::apply({low, high, low_word(s.id), high_word(s.id)}, {low_word(s.seed), high_word(s.seed)});
    r0[i] = r.c0;
    r1[i] = r.c1;
    r2[i] = r.c2;
    r3[i] = r.c3;
  }
  for (std::size_t i = 0; i < n; ++i) {
    x[2 * i] = to_unit(join(r0[i], r1[i]));
    x[2 * i + 1] = to_unit(join(r2[i], r3[i]));
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
  std::size_t done = 0;
  if (first % 2 == 1 && !out.empty()) out[done++] = to_unit(bits(stream, first));
  while (out.size() - done >= 2) {
    const std::size_t n = std::min(kLanes, (out.size() - done) / 2);
    fill_pairs(stream, (first + done) >> 1, n, out.data() + done);
    done += 2 * n;
  }
  if (done < out.size()) out[done] = to_unit(bits(stream, first + done));
}

}  // namespace cellcast::sim
