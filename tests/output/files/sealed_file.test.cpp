#include "output/files/sealed_file.hpp"

#include <boost/crc.hpp>
#include <filesystem>

#include "output/files/read_error.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast::output;
using Catch::Matchers::Contains;
using cellcast::tests::read_bytes;
using cellcast::tests::TemporaryFolder;
using cellcast::tests::write_bytes;

namespace {

constexpr std::size_t kVersionAt = 8, kKindAt = 10, kLengthAt = 80, kCrcAt = 124;
const std::string kContents = std::string("trials\0and what they came to", 28) + std::string(5000, '\x80');

SealedHeader header() {
  SealedHeader result{.kind = SealedKind::shard, .point = 3, .first = 1000, .end = ~std::uint64_t{0}, .done = 4711};
  result.identity.fill(0xab);
  return result;
}

/// Makes the header's CRC fit its bytes again.
std::string sealed_again(std::string bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), kCrcAt);
  for (std::size_t i = 0; i < 4; ++i) bytes[kCrcAt + i] = static_cast<char>(crc.checksum() >> 8 * i);
  return bytes;
}

std::string with(std::string bytes, std::size_t at, char value) {
  bytes[at] = value;
  return bytes;
}

/// A folder with a file of these bytes.
struct File {
  explicit File(const std::string& bytes) { write_bytes(path, bytes); }
  TemporaryFolder folder;
  std::string path = folder.file("x.shard");
};

std::string sealed() {
  const TemporaryFolder folder;
  write_sealed(folder.file("x"), header(), kContents, IfExists::refuse);
  CHECK(folder.entries() == 1);
  return read_bytes(folder.file("x"));
}

void refused(const std::string& bytes, const std::string& words, ReadError::Kind kind = ReadError::Kind::data) {
  const File file(bytes);
  INFO(words);
  try {
    read_sealed(file.path, SealedKind::shard);
    FAIL("it is read");
  } catch (const ReadError& error) {
    CHECK(error.kind() == kind);
    CHECK_THAT(error.what(), Contains(words) && Contains("x.shard: "));
  }
}

}  // namespace

TEST_CASE("a sealed file is read back", "[output][sealed]") {
  const File file(sealed());
  const Sealed found = read_sealed(file.path, SealedKind::shard);
  CHECK(found.contents == kContents);
  for (const SealedHeader& each : {found.header, read_header(file.path, SealedKind::shard)}) {
    CHECK(each.point == 3);
    CHECK(each.first == 1000);
    CHECK(each.end == ~std::uint64_t{0});
    CHECK(each.done == 4711);
    CHECK(each.identity == header().identity);
    CHECK(each.length == kContents.size());
  }
}

TEST_CASE("a sealed file may hold nothing", "[output][sealed]") {
  const TemporaryFolder folder;
  write_sealed(folder.file("x"), {}, "", IfExists::refuse);
  CHECK(read_sealed(folder.file("x"), SealedKind::plan).contents.empty());
  CHECK(std::filesystem::file_size(folder.file("x")) == kSealedHeaderSize);
}

TEST_CASE("each damage of a sealed file has its words", "[output][sealed]") {
  const std::string whole = sealed();
  refused("", "it is empty");
  refused("x", "begins otherwise");
  refused(whole.substr(0, 5), "begins otherwise");
  refused(with(whole, 0, 'x'), "begins otherwise");
  refused(whole.substr(0, 8), "truncated (8 bytes are left of it)");
  refused(whole.substr(0, kSealedHeaderSize - 1), "truncated (127 bytes");
  refused(whole.substr(0, kSealedHeaderSize), "truncated (128 bytes");
  refused(whole.substr(0, whole.size() - 1), "truncated");
  refused(whole + "x", "bytes were added");
  for (std::size_t at = kVersionAt; at < kSealedHeaderSize; ++at)
    refused(with(whole, at, static_cast<char>(whole[at] ^ 0x10)), "in its header");
  for (const std::size_t at : {kSealedHeaderSize, whole.size() / 2, whole.size() - 1})
    refused(with(whole, at, static_cast<char>(whole[at] ^ 1)), "SHA-256");
  refused(sealed_again(with(whole, kVersionAt, 3)), "version 3 of the work folder's format (this program reads version 2)");
  refused(sealed_again(with(whole, kKindAt, 3)), "another kind of file than its name says");
  refused(sealed_again(with(whole, kKindAt, 99)), "another kind of file");
  refused(sealed_again(with(whole, kLengthAt + 7, '\x7f')), "truncated");
  refused(sealed_again(with(whole, kLengthAt, static_cast<char>(whole[kLengthAt] - 1))), "bytes were added");
  refused(sealed_again(with(whole, 100, static_cast<char>(whole[100] ^ 1))), "SHA-256");
}

TEST_CASE("what is no file is not read", "[output][sealed]") {
  const TemporaryFolder folder;
  const auto refuses = [](const std::string& path, const std::string& words) {
    CHECK_THROWS_WITH(read_sealed(path, SealedKind::shard), Contains(words));
    CHECK_THROWS_WITH(read_header(path, SealedKind::shard), Contains(words));
  };
  refuses(folder.file("nowhere"), "cannot read");
  refuses(folder.path(), "not a regular file");
  refuses("/dev/null", "not a regular file");
}
