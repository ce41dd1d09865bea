#include "output/files/superblock.hpp"

#include <bit>

#include "base/little_endian.hpp"
#include "output/files/file_bytes.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kSuperblockVersionAt = 8, kOffsetSizeAt = 9, kLengthSizeAt = 10, kFlagsAt = 11, kFileEndAt = 28, kChecksumAt = 44, kSize = 48;
constexpr unsigned char kOpenForWriting = 1;

bool is_superblock(std::span<const unsigned char> start) {
  return start.size() >= kSize && starts_with(start, kHdf5Signature) && start[kSuperblockVersionAt] == 2 && start[kOffsetSizeAt] == 8 &&
         start[kLengthSizeAt] == 8;
}

/// HDF5's checksum, of the first 44 bytes: hashlittle of Bob Jenkins, lookup3.c, 2006.
std::uint32_t checksum(std::span<const unsigned char> bytes) {
  const auto word = [&](std::size_t index) { return static_cast<std::uint32_t>(base::get(bytes, 4 * index, 4)); };
  std::uint32_t a = 0xdeadbeef + kChecksumAt, b = a, c = a;
  const auto mix = [](std::uint32_t& x, std::uint32_t& y, std::uint32_t& z, int by) {
    x -= z;
    x ^= std::rotl(z, by);
    z += y;
  };
  const auto finish = [](std::uint32_t& x, std::uint32_t y, int by) {
    x ^= y;
    x -= std::rotl(y, by);
  };
  for (std::size_t at = 0; at < 9; at += 3) {
    a += word(at);
    b += word(at + 1);
    c += word(at + 2);
    mix(a, b, c, 4), mix(b, c, a, 6), mix(c, a, b, 8), mix(a, b, c, 16), mix(b, c, a, 19), mix(c, a, b, 4);
  }
  a += word(9);
  b += word(10);
  finish(c, b, 14), finish(a, c, 11), finish(b, a, 25), finish(c, b, 16), finish(a, c, 4), finish(b, a, 14), finish(c, b, 24);
  return c;
}

}  // namespace

std::optional<std::uint64_t> hdf5_end(std::span<const unsigned char> start) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  if (!is_superblock(start)) return std::nullopt;
  const std::uint64_t end = base::get(start, kFileEndAt, 8);
  return end <= kMost ? std::optional(end) : std::nullopt;
}

void clear_write_flag(std::span<unsigned char> start) {
  if (!is_superblock(start) || start[kFlagsAt] != kOpenForWriting || base::get(start, kChecksumAt, 4) != checksum(start)) return;
  start[kFlagsAt] = 0;
  base::put(start, kChecksumAt, 4, checksum(start));
}

}  // namespace cellcast::output
