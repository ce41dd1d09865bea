#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cellcast::sim {

/// Bumped whenever the same address would yield another draw. Specified in docs/methods.md.
inline constexpr int kRngContract = 3;

/// The smallest and largest number that uniforms can yield.
inline constexpr double kSmallestUniform = 0x1p-53, kLargestUniform = 1 - 0x1p-53;

/// The number of the stream that belongs to an input's name: FNV-1a, 64 bits, over its UTF-8 bytes.
std::uint64_t stream_id(std::string_view name);

/// The draws of one input: a pure function of the trial's index.
struct Stream {
  std::uint64_t seed;
  std::uint64_t id;
};

/// 64 random bits; a pure function of stream and trial (< 2^49).
std::uint64_t bits(Stream stream, std::uint64_t trial);

/// out[i] = the uniform of trial first + i, in [kSmallestUniform, kLargestUniform], symmetric about 1/2.
void uniforms(Stream stream, std::uint64_t first, std::span<double> out);

}  // namespace cellcast::sim
