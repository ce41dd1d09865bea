#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "base/sha256.hpp"
#include "output/files/read_error.hpp"
#include "output/files/seal_format.hpp"

namespace cellcast::output {

struct Seal {
  std::uint16_t major = kFormatMajor, minor = kFormatMinor;
  std::uint64_t length = 0;  ///< bytes before the seal
  base::Digest sha256{};           ///< of those bytes
};

using SealBytes = std::array<unsigned char, kSealSize>;

SealBytes encode(const Seal& seal);

/// Seals a finished HDF5 file, open for reading and writing: 512 bytes longer afterwards. Throws std::system_error; sim::Stopped where
/// `stop` is set before its end.
void append_seal(int descriptor, const std::atomic<bool>* stop = nullptr);

/// Checks magic, version, length and SHA-256 of a file open for reading; `path` is for the messages. Throws ReadError.
Seal check_sealed(int descriptor, const std::string& path);

}  // namespace cellcast::output
