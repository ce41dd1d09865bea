#pragma once

#include <cstdint>

namespace cellcast::sim {

/// Philox4x32-10: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
/// Four random words as a pure function of a counter of four words and a key of two.
struct Philox {
  using Word = std::uint32_t;
  struct Counter {
    Word c0, c1, c2, c3;
  };
  struct Key {
    Word k0, k1;
  };

  static constexpr int kRounds = 10;
  static constexpr Word kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;

  [[gnu::always_inline]] static constexpr Counter apply(Counter c, Key k) {
    for (int i = 0; i < kRounds; ++i) {
      c = {high(kMultiplier1, c.c2) ^ c.c1 ^ k.k0, kMultiplier1 * c.c2, high(kMultiplier0, c.c0) ^ c.c3 ^ k.k1, kMultiplier0 * c.c0};
      k = next(k);
    }
    return c;
  }

  /// The key of the next round.
  [[gnu::always_inline]] static constexpr Key next(Key k) { return {k.k0 + kWeyl0, k.k1 + kWeyl1}; }

 private:
  static constexpr Word kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;  // golden ratio, sqrt(3) - 1

  [[gnu::always_inline]] static constexpr Word high(Word a, Word b) { return static_cast<Word>((std::uint64_t{a} * b) >> 32); }
};

}  // namespace cellcast::sim
