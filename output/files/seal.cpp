#include "output/files/seal.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <system_error>
#include <vector>

#include "base/little_endian.hpp"
#include "output/files/file_bytes.hpp"
#include "output/files/stop.hpp"
#include "output/files/superblock.hpp"
#include "output/files/unsealed.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kMajorAt = 8, kMinorAt = 10, kSizeAt = 12, kSealedLengthAt = 16, kSealedDigestAt = 24, kReservedAt = 56;
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::int64_t>::max() - kSealSize;  ///< no file is longer

/// Length and digest of the first bytes of a file: `most` of them, or all where there are fewer.
Seal measure(int descriptor, std::uint64_t most, const std::atomic<bool>* stop = nullptr) {
  std::vector<unsigned char> buffer(std::size_t{1} << 16);
  base::Sha256 hash;
  Seal seal;
  while (seal.length < most) {
    stop_if_told(stop);
    const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), most - seal.length);
    const std::size_t got = read_at(descriptor, std::span(buffer).first(wanted), seal.length);
    if (got == 0) break;
    if (seal.length == 0) clear_write_flag(std::span(buffer).first(got));  // it says nothing of the data
    hash.add(std::as_bytes(std::span(buffer).first(got)));
    seal.length += got;
  }
  seal.sha256 = hash.digest();
  return seal;
}

/// The seal as far as it can be judged by itself.
Seal decode(const SealBytes& bytes, const std::string& path) {
  Seal seal;
  seal.major = static_cast<std::uint16_t>(base::get(bytes, kMajorAt, 2));
  seal.minor = static_cast<std::uint16_t>(base::get(bytes, kMinorAt, 2));
  if (seal.major > kFormatMajor) {
    refuse(path, "written in format " + std::to_string(seal.major) + "." + std::to_string(seal.minor) + " (this program reads format " +
                     std::to_string(kFormatMajor) + ") use a newer cellcast");
  }
  const bool zeros = std::all_of(bytes.begin() + kReservedAt, bytes.end(), [](unsigned char byte) { return byte == 0; });
  if (seal.major < kFormatMajor || base::get(bytes, kSizeAt, 4) != kSealSize || !zeros) refuse(path, "damaged (in its seal, the last 512 bytes)");
  seal.length = base::get(bytes, kSealedLengthAt, 8);
  if (seal.length > kMostBytes) refuse(path, "damaged (the length in its seal is impossible)");
  std::copy_n(bytes.begin() + kSealedDigestAt, seal.sha256.size(), seal.sha256.begin());
  return seal;
}

void require_length(std::uint64_t found, std::uint64_t sealed, const std::string& path) {
  if (found == sealed) return;
  const bool is_longer = found > sealed;
  refuse(path, "damaged (" + std::to_string(is_longer ? found - sealed : sealed - found) + " bytes " +
                   (is_longer ? "were added to it)" : "of it are missing)"));
}

Seal check_sealed_or_throw(int descriptor, const std::string& path) {
  const std::uint64_t size = file_size(descriptor);
  SealBytes bytes{};
  if (size >= kSealSize) read_at(descriptor, bytes, size - kSealSize);
  if (!starts_with(bytes, kSealMagic)) refuse_unsealed(descriptor, path);
  const Seal seal = decode(bytes, path);
  require_length(size - kSealSize, seal.length, path);
  const Seal found = measure(descriptor, seal.length);
  if (found.length != seal.length || found.sha256 != seal.sha256)
    refuse(path, "damaged (the SHA-256 of its contents is not the one it was sealed with)");
  return seal;
}

}  // namespace

SealBytes encode(const Seal& seal) {
  SealBytes bytes{};
  std::copy(kSealMagic.begin(), kSealMagic.end(), bytes.begin());
  base::put(bytes, kMajorAt, 2, seal.major);
  base::put(bytes, kMinorAt, 2, seal.minor);
  base::put(bytes, kSizeAt, 4, kSealSize);
  base::put(bytes, kSealedLengthAt, 8, seal.length);
  std::copy(seal.sha256.begin(), seal.sha256.end(), bytes.begin() + kSealedDigestAt);
  return bytes;
}

void append_seal(int descriptor, const std::atomic<bool>* stop) {
  const Seal seal = measure(descriptor, kMostBytes, stop);
  write_at(descriptor, encode(seal), seal.length);
}

Seal check_sealed(int descriptor, const std::string& path) {
  try {
    return check_sealed_or_throw(descriptor, path);
  } catch (const std::system_error& error) {
    throw ReadError(ReadError::Kind::io, path + ": cannot read (" + error.code().message() + ")");
  }
}

}  // namespace cellcast::output
