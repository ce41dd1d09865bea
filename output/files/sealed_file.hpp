#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "output/files/partial_file.hpp"

namespace cellcast::output {

/// What files of a work folder begin with.
inline constexpr std::string_view kSealedMagic =
    "\x89"
    "ccwork\n";

/// What a file of a work folder holds.
enum class SealedKind : std::uint16_t { plan = 1, shard = 2, checkpoint = 3 };

/// The first 128 bytes of a file of a work folder, in the order of docs/work-folder.md.
struct SealedHeader {
  SealedKind kind = SealedKind::plan;
  std::uint64_t point = 0;           ///< of a sweep
  std::uint64_t first = 0, end = 0;  ///< trials first ... end - 1 are its own
  std::uint64_t done = 0;            ///< first ... done - 1 are counted in it; `end` in a shard
  base::Digest identity{};           ///< of the run, see WorkPlan
  std::uint64_t length = 0;          ///< of what follows
  base::Digest sha256{};             ///< of what follows
};

inline constexpr std::size_t kSealedHeaderSize = 128;
inline constexpr std::uint16_t kSealedVersion = 2;

/// Writes a file of a work folder, whole or not at all. `header.length` and `.sha256` are filled in. What writers left behind that have
/// died stays: there are thousands of files, and to list them all for each would take longer than to write them.
/// Throws OutputError.
void write_sealed(const std::string& path, SealedHeader header, const std::string& contents, IfExists if_exists);

struct Sealed {
  SealedHeader header;
  std::string contents;
};

/// Reads a file after it has proven itself: magic, version, CRC of the header, length, SHA-256 of the rest. Throws ReadError, whose text
/// names the file and says what is wrong with it.
Sealed read_sealed(const std::string& path, SealedKind kind);
/// Only the header, which proves itself.
SealedHeader read_header(const std::string& path, SealedKind kind);

}  // namespace cellcast::output
