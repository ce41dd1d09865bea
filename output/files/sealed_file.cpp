#include "output/files/sealed_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cerrno>
#include <span>
#include <string_view>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/little_endian.hpp"
#include "base/system_trouble.hpp"
#include "output/files/read_error.hpp"

namespace cellcast::output {
namespace {

constexpr std::size_t kVersionAt = 8, kKindAt = 10, kPointAt = 16, kFirstAt = 24, kEndAt = 32, kDoneAt = 40, kIdentityAt = 48,
                      kLengthAt = 80, kDigestAt = 88, kCrcAt = 124;
using HeaderBytes = std::array<unsigned char, kSealedHeaderSize>;

std::uint32_t crc_of(const HeaderBytes& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), kCrcAt);
  return crc.checksum();
}

HeaderBytes encode(const SealedHeader& header) {
  HeaderBytes bytes{};
  std::ranges::copy(kSealedMagic, bytes.begin());
  base::put(bytes, kVersionAt, 2, kSealedVersion);
  base::put(bytes, kKindAt, 2, static_cast<std::uint16_t>(header.kind));
  base::put(bytes, kPointAt, 8, header.point);
  base::put(bytes, kFirstAt, 8, header.first);
  base::put(bytes, kEndAt, 8, header.end);
  base::put(bytes, kDoneAt, 8, header.done);
  std::ranges::copy(header.identity, bytes.begin() + kIdentityAt);
  base::put(bytes, kLengthAt, 8, header.length);
  std::ranges::copy(header.sha256, bytes.begin() + kDigestAt);
  base::put(bytes, kCrcAt, 4, crc_of(bytes));
  return bytes;
}

SealedHeader decode(const HeaderBytes& bytes, const std::string& path) {
  if (crc_of(bytes) != base::get(bytes, kCrcAt, 4)) refuse(path, "damaged (in its header)");
  const std::uint64_t version = base::get(bytes, kVersionAt, 2);
  if (version != kSealedVersion) {
    refuse(path, "written in version " + std::to_string(version) + " of the work folder's format (this program reads version " +
                     std::to_string(kSealedVersion) + ") use the cellcast that wrote it");
  }
  SealedHeader header;
  header.kind = static_cast<SealedKind>(base::get(bytes, kKindAt, 2));
  header.point = base::get(bytes, kPointAt, 8);
  header.first = base::get(bytes, kFirstAt, 8);
  header.end = base::get(bytes, kEndAt, 8);
  header.done = base::get(bytes, kDoneAt, 8);
  std::copy_n(bytes.begin() + kIdentityAt, header.identity.size(), header.identity.begin());
  header.length = base::get(bytes, kLengthAt, 8);
  std::copy_n(bytes.begin() + kDigestAt, header.sha256.size(), header.sha256.begin());
  return header;
}

/// Reads until the buffer is full or the file ends; the number of bytes read.
std::size_t read_all(int descriptor, char* buffer, std::size_t size, const std::string& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(descriptor, buffer + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      base::require_resources(errno, path);
      throw ReadError(ReadError::Kind::io, path + ": cannot read (" + std::generic_category().message(errno) + ")");
    }
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

/// The size of a regular file.
std::uint64_t size_of(int descriptor, const std::string& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) system_refused(path, errno);
  if (!S_ISREG(status.st_mode)) throw ReadError(ReadError::Kind::no_input, path + ": cannot read (it is not a regular file)");
  return static_cast<std::uint64_t>(status.st_size);
}

void write_all(const PartialFile& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.descriptor(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) throw write_error(file.target(), put < 0 ? errno : EIO);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

/// A file open for reading, its header and what it has of contents.
struct Opened {
  base::Descriptor file;
  SealedHeader header;
};

Opened open_sealed(const std::string& path, SealedKind kind) {
  int id = -1;
  do id = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  while (id < 0 && errno == EINTR);
  if (id < 0) system_refused(path, errno);
  base::Descriptor file(id);
  const std::uint64_t size = size_of(id, path);
  HeaderBytes bytes{};
  const std::size_t got = read_all(id, reinterpret_cast<char*>(bytes.data()), bytes.size(), path);
  if (!std::ranges::equal(kSealedMagic, std::span(bytes).first(kSealedMagic.size()), {},
                          [](char c) { return static_cast<unsigned char>(c); }))
    refuse(path, got == 0 ? "damaged (it is empty)" : "damaged, or not a file of a work folder (it begins otherwise)");
  if (got < bytes.size()) refuse(path, "truncated (" + std::to_string(got) + " bytes are left of it)");
  const SealedHeader header = decode(bytes, path);
  if (size - kSealedHeaderSize < header.length) refuse(path, "truncated (" + std::to_string(size) + " bytes are left of it)");
  if (size - kSealedHeaderSize > header.length) refuse(path, "damaged (bytes were added to it)");
  if (header.kind != kind) refuse(path, "another kind of file than its name says");
  return {std::move(file), header};
}

}  // namespace

void write_sealed(const std::string& path, SealedHeader header, const std::string& contents, IfExists if_exists) {
  header.length = contents.size();
  header.sha256 = base::sha256(contents);
  const HeaderBytes bytes = encode(header);
  PartialFile file(path, if_exists, Stale::leave);
  write_all(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  write_all(file, contents);
  file.commit();
}

Sealed read_sealed(const std::string& path, SealedKind kind) {
  const Opened opened = open_sealed(path, kind);
  Sealed result{opened.header, std::string(opened.header.length, '\0')};
  const std::size_t got = read_all(opened.file.id(), result.contents.data(), result.contents.size(), path);
  if (got != result.contents.size() || base::sha256(result.contents) != result.header.sha256)
    refuse(path, "damaged (the SHA-256 of its contents is not the one it was sealed with)");
  return result;
}

SealedHeader read_header(const std::string& path, SealedKind kind) { return open_sealed(path, kind).header; }

}  // namespace cellcast::output
