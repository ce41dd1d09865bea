#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// A random permutation of 0 ... size - 1 as a function: a pure one of stream and replicate, with no table to keep.
///
/// Up to kTable elements are shuffled (Fisher & Yates); more go through a generalised Feistel network over pairs (left, right) that just
/// cover the size, walking its cycles back into it: Black & Rogaway 2002, "Ciphers with arbitrary finite domains", CT-RSA. On few
/// elements such a network is far from random.
class Permutation {
 public:
  /// 1 <= size <= 2^32 - 1
  Permutation(Stream stream, std::uint32_t replicate, std::uint32_t size);

  /// out[i] = the image of first + i. Precondition: first + out.size() <= size.
  void images(std::uint32_t first, std::span<std::uint32_t> out) const;

  static constexpr std::size_t kRounds = 8, kTable = 256;

 private:
  struct Key {
    std::uint32_t before, within;
  };
  void shuffle(Stream stream, std::uint32_t replicate);
  void walk(std::uint32_t& left, std::uint32_t& right) const;
  void images_by_network(std::uint32_t first, std::span<std::uint32_t> out) const;

  std::uint32_t size_, lefts_, rights_;  ///< left < lefts_, right < rights_ < 2^16, lefts_ rights_ >= size_
  std::array<Key, kRounds> keys_;
  std::array<std::uint32_t, kTable> table_;  ///< the images, if the size is at most kTable
};

}  // namespace cellcast::sim
