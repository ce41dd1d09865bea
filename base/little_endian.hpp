#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cellcast::base {

/// Numbers in the headers of files, the lowest byte first.
inline void put(std::span<unsigned char> bytes, std::size_t at, std::size_t size, std::uint64_t value) {
  for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<unsigned char>(value >> (8 * i));
}

inline std::uint64_t get(std::span<const unsigned char> bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{bytes[at + i]} << (8 * i);
  return value;
}

}  // namespace cellcast::base
