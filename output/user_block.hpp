#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

#include "output/read_error.hpp"
#include "output/sha256.hpp"

namespace cellcast::output {

/// The bytes before the HDF5 data of a result file; docs/result-format.md has them one by one.
inline constexpr std::size_t kUserBlockSize = 512;

/// Version of the result file's format. A reader takes any minor version of its own major one: minor versions only add.
inline constexpr std::uint16_t kFormatMajor = 1, kFormatMinor = 0;

struct UserBlock {
  std::uint16_t major = kFormatMajor, minor = kFormatMinor;
  std::uint64_t length = 0;  ///< bytes after the block
  Digest sha256{};           ///< of those bytes
};

using UserBlockBytes = std::array<unsigned char, kUserBlockSize>;

UserBlockBytes encode(const UserBlock& block);

/// Fills in the user block of a finished file, open for reading and writing. Throws std::system_error; sim::Stopped
/// where `stop` is set before its end.
void seal(int descriptor, const std::atomic<bool>* stop = nullptr);

/// Checks magic, version, length and SHA-256 of a file open for reading; `path` is for the messages. Throws ReadError.
UserBlock check_sealed(int descriptor, const std::string& path);

}  // namespace cellcast::output
