#include "sim/random/design/permutation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/random/stream/words.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kTogether = 256;

Philox::Counter words(Stream stream, std::uint32_t replicate, std::uint32_t index) {
  return Philox::apply({index, replicate | 3u << 16, low_word(stream.id), high_word(stream.id)},
                       {low_word(stream.seed), high_word(stream.seed)});
}

/// x of 2^32 as one of `size`.
[[gnu::always_inline]] inline std::uint32_t scaled(std::uint32_t x, std::uint32_t size) {
  return static_cast<std::uint32_t>(std::uint64_t{x} * size >> 32);
}

/// x + what a round of the network adds to it, a keyed hash of `other` (the finaliser of MurmurHash3, Appleby 2011), modulo the size <
/// 2^17.
[[gnu::always_inline]] inline std::uint32_t shifted(std::uint32_t x, std::uint32_t size, std::uint32_t other, std::uint32_t before,
                                                    std::uint32_t within) {
  std::uint32_t h = other + before;
  h = (h ^ h >> 16) * 0x85ebca6b;
  h = ((h ^ h >> 13) + within) * 0xc2b2ae35;
  const std::uint32_t sum = x + scaled(h ^ h >> 16, size);
  return std::min(sum, sum - size);  // sum - size wraps to a large number while the sum is below the size
}

}  // namespace

Permutation::Permutation(Stream stream, std::uint32_t replicate, std::uint32_t size)
    : size_(size), lefts_(static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(size))))), rights_((size - 1) / lefts_ + 1) {
  if (size <= kTable) {
    shuffle(stream, replicate);
    return;
  }
  for (std::uint32_t k = 0; k < kRounds / 2; ++k) {
    const auto w = words(stream, replicate, k);
    keys_[std::size_t{2} * k] = {w.c0, w.c1};
    keys_[std::size_t{2} * k + 1] = {w.c2, w.c3};
  }
}

void Permutation::shuffle(Stream stream, std::uint32_t replicate) {
  std::uint32_t random[kTable];
  for (std::uint32_t k = 0; k < size_; k += 4) {
    const auto w = words(stream, replicate, k / 4);
    random[k] = w.c0;
    random[k + 1] = w.c1;
    random[k + 2] = w.c2;
    random[k + 3] = w.c3;
  }
  for (std::uint32_t k = 0; k < size_; ++k) table_[k] = k;
  for (std::uint32_t k = size_; k-- > 1;) std::swap(table_[k], table_[scaled(random[k], k + 1)]);
}

[[gnu::always_inline]] inline void Permutation::walk(std::uint32_t& left, std::uint32_t& right) const {
  for (std::size_t k = 0; k < kRounds; k += 2) {
    left = shifted(left, lefts_, right, keys_[k].before, keys_[k].within);
    right = shifted(right, rights_, left, keys_[k + 1].before, keys_[k + 1].within);
  }
}

void Permutation::images(std::uint32_t first, std::span<std::uint32_t> out) const {
  if (size_ <= kTable) {
    std::copy_n(table_.begin() + first, out.size(), out.begin());
    return;
  }
  for (; out.size() > kTogether; out = out.subspan(kTogether), first += kTogether) images_by_network(first, out.first(kTogether));
  images_by_network(first, out);
}

void Permutation::images_by_network(std::uint32_t first, std::span<std::uint32_t> out) const {
  std::uint32_t left[kTogether], right[kTogether];
  std::uint32_t next_left = first / rights_, next_right = first % rights_;
  for (std::size_t i = 0; i < kTogether; ++i) {
    left[i] = next_left;
    right[i] = next_right;
    ++next_right;
    const bool carries = next_right == rights_;
    next_right = carries ? 0 : next_right;
    next_left += carries;
  }
  const Permutation copy = *this;  // that nothing written can alias
  for (std::size_t i = 0; i < kTogether; ++i) copy.walk(left[i], right[i]);
  for (std::size_t i = 0; i < out.size(); ++i) {
    // lefts x rights exceeds the size by less than `lefts`, so that this is seldom: once in a root of the size.
    while (std::uint64_t{left[i]} * rights_ + right[i] >= size_) walk(left[i], right[i]);
    out[i] = left[i] * rights_ + right[i];
  }
}

}  // namespace cellcast::sim
