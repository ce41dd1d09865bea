#include "output/user_block.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>
#include <system_error>
#include <vector>

#include "output/little_endian.hpp"
#include "output/sealed_file.hpp"
#include "output/stop.hpp"

namespace cellcast::output {

namespace {

constexpr std::string_view kMagic = "cellcast";
constexpr std::string_view kHdf5Signature = "\x89HDF\r\n\x1a\n";
constexpr std::size_t kMajorAt = 8, kMinorAt = 10, kBlockSizeAt = 12, kLengthAt = 16, kDigestAt = 24, kReservedAt = 56;
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::int64_t>::max() - kUserBlockSize;  ///< no file is longer

bool starts_with(std::span<const unsigned char> bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

/// Reads until the buffer is full or the file ends; the number of bytes read.
std::size_t read_at(int descriptor, std::span<unsigned char> buffer, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t got = ::pread(descriptor, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category());
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void write_at(int descriptor, std::span<const unsigned char> buffer, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t put = ::pwrite(descriptor, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) throw std::system_error(put < 0 ? errno : EIO, std::generic_category());
    done += static_cast<std::size_t>(put);
  }
}

/// Length and digest of everything after the user block.
UserBlock measure(int descriptor, const std::atomic<bool>* stop = nullptr) {
  std::vector<unsigned char> buffer(std::size_t{1} << 20);
  Sha256 hash;
  UserBlock block;
  while (const std::size_t got = read_at(descriptor, buffer, kUserBlockSize + block.length)) {
    stop_if_told(stop);
    hash.add(std::as_bytes(std::span(buffer).first(got)));
    block.length += got;
  }
  block.sha256 = hash.digest();
  return block;
}

std::uint64_t file_size(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) throw std::system_error(errno, std::generic_category());
  return static_cast<std::uint64_t>(status.st_size);
}

[[noreturn]] void refuse(const std::string& path, const std::string& why) { throw ReadError(ReadError::Kind::data, path + ": " + why); }

/// The user block as far as it can be judged by itself.
UserBlock decode(const UserBlockBytes& bytes, const std::string& path) {
  UserBlock block;
  block.major = static_cast<std::uint16_t>(get(bytes, kMajorAt, 2));
  block.minor = static_cast<std::uint16_t>(get(bytes, kMinorAt, 2));
  if (block.major > kFormatMajor) {
    refuse(path, "written in format " + std::to_string(block.major) + "." + std::to_string(block.minor) + " (this program reads format " +
                     std::to_string(kFormatMajor) + ") use a newer cellcast");
  }
  const bool zeros = std::all_of(bytes.begin() + kReservedAt, bytes.end(), [](unsigned char byte) { return byte == 0; });
  if (block.major == 0 || get(bytes, kBlockSizeAt, 4) != kUserBlockSize || !zeros) refuse(path, "damaged (in its first 512 bytes)");
  block.length = get(bytes, kLengthAt, 8);
  if (block.length > kMostBytes) refuse(path, "damaged (the length in its header is impossible)");
  std::copy_n(bytes.begin() + kDigestAt, block.sha256.size(), block.sha256.begin());
  return block;
}

UserBlock check_sealed_or_throw(int descriptor, const std::string& path) {
  UserBlockBytes bytes{};
  const std::size_t got = read_at(descriptor, bytes, 0);
  if (starts_with(bytes, kHdf5Signature)) refuse(path, "not a cellcast result file (it is HDF5 without cellcast's user block)");
  if (starts_with(bytes, kSealedMagic))
    refuse(path,
           "not a cellcast result file (it belongs to a work folder) `cellcast status` shows the folder, `merge` makes a result of it");
  if (!starts_with(bytes, kMagic)) {
    const bool is_text = std::none_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(got),
                                      [](unsigned char byte) { return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'; });
    refuse(path, std::string("not a cellcast result file") + (got == 0  ? " (it is empty)"
                                                              : is_text ? " (it is a text) a scenario is read by `cellcast run` and `check`"
                                                                        : ""));
  }
  if (got < bytes.size()) refuse(path, "truncated (" + std::to_string(got) + " bytes are left of it)");
  const UserBlock block = decode(bytes, path);
  const std::uint64_t length = file_size(descriptor) - kUserBlockSize;
  if (length < block.length) {
    refuse(path, "truncated (" + std::to_string(length + kUserBlockSize) + " of " + std::to_string(block.length + kUserBlockSize) +
                     " bytes are left of it)");
  }
  if (length > block.length) refuse(path, "damaged (" + std::to_string(length - block.length) + " bytes were added to it)");
  const UserBlock found = measure(descriptor);
  if (found.length != block.length || found.sha256 != block.sha256)
    refuse(path, "damaged (the SHA-256 of its contents is not the one it was sealed with)");
  return block;
}

}  // namespace

UserBlockBytes encode(const UserBlock& block) {
  UserBlockBytes bytes{};
  std::copy(kMagic.begin(), kMagic.end(), bytes.begin());
  put(bytes, kMajorAt, 2, block.major);
  put(bytes, kMinorAt, 2, block.minor);
  put(bytes, kBlockSizeAt, 4, kUserBlockSize);
  put(bytes, kLengthAt, 8, block.length);
  std::copy(block.sha256.begin(), block.sha256.end(), bytes.begin() + kDigestAt);
  return bytes;
}

void seal(int descriptor, const std::atomic<bool>* stop) { write_at(descriptor, encode(measure(descriptor, stop)), 0); }

UserBlock check_sealed(int descriptor, const std::string& path) {
  try {
    return check_sealed_or_throw(descriptor, path);
  } catch (const std::system_error& error) {
    throw ReadError(ReadError::Kind::io, path + ": cannot read (" + error.code().message() + ")");
  }
}

}  // namespace cellcast::output
