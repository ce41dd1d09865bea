#include "output/result_reader.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "output/user_block.hpp"
#include "tests/catch.hpp"
#include "tests/output/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;
using tests::TemporaryFolder;

namespace {

ReadError::Kind kind_of_failure(const std::string& path, const std::string& words) {
  try {
    read_result(path, Samples::read);
  } catch (const ReadError& error) {
    CHECK_THAT(error.what(), Contains(words));
    CHECK_THAT(error.what(), Contains(path));
    return error.kind();
  }
  throw std::logic_error("read all the same: " + path);
}

/// The contents with a user block that vouches for them.
std::string sealed(const std::string& bytes) {
  const std::string contents = bytes.substr(kUserBlockSize);
  UserBlock block;
  block.length = contents.size();
  block.sha256 = sha256(contents);
  const UserBlockBytes head = encode(block);
  return std::string(head.begin(), head.end()) + contents;
}

/// Changes a result file with h5py and seals it again: a file that nothing but its shapes gives away.
void edit(const std::string& path, const std::string& statements) {
  const std::string command = "/usr/bin/python3 -c 'import h5py\nf = h5py.File(\"" + path + "\", \"r+\")\n" + statements + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  tests::write_bytes(path, sealed(tests::read_bytes(path)));
}

constexpr auto kData = ReadError::Kind::data;
constexpr auto kNoInput = ReadError::Kind::no_input;

}  // namespace

TEST_CASE("what is not a readable file is no input") {
  const TemporaryFolder folder;
  CHECK(kind_of_failure(folder.file("none.h5"), "No such file") == kNoInput);
  CHECK(kind_of_failure(folder.file(""), "folder") == kNoInput);
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  CHECK(kind_of_failure(folder.file("pipe"), "not a regular file") == kNoInput);
}

TEST_CASE("damage is found before the HDF5 library sees the file") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_sample(path);
  const std::string good = tests::read_bytes(path);
  const auto failure = [&](const std::string& bytes, const std::string& words) {
    tests::write_bytes(path, bytes);
    return kind_of_failure(path, words);
  };
  CHECK(failure("", "not a cellcast result file (it is empty)") == kData);
  CHECK(failure("PK\x03\x04 something else", "not a cellcast result file") == kData);
  CHECK(failure(good.substr(512), "HDF5 without") == kData);
  CHECK(failure(good.substr(0, 100), "truncated (100 bytes") == kData);
  CHECK(failure(good.substr(0, good.size() - 1), "truncated (" + std::to_string(good.size() - 1) + " of ") == kData);
  CHECK(failure(good + "x", "damaged (1 bytes were added") == kData);

  const auto flipped = [&](std::size_t at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
  };
  CHECK(failure(flipped(0), "not a cellcast result file") == kData);
  CHECK(failure(flipped(30), "damaged (the SHA-256") == kData);
  CHECK(failure(flipped(100), "damaged (in its first 512 bytes)") == kData);
  CHECK(failure(flipped(512), "damaged (the SHA-256") == kData);
  CHECK(failure(flipped(good.size() / 2), "damaged (the SHA-256") == kData);
  CHECK(failure(flipped(good.size() - 1), "damaged (the SHA-256") == kData);

  std::string newer = good;
  newer[8] = 2;
  CHECK(failure(newer, "written in format 2.0 (this program reads format 1) use a newer cellcast") == kData);
}

TEST_CASE("no single byte of the user block can change unnoticed") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_sample(path, tests::sample_results({.years = 1, .all_variables = false}));
  const std::string good = tests::read_bytes(path);
  for (std::size_t at = 0; at < kUserBlockSize; ++at) {
    if (at == 10 || at == 11) continue;  // the minor version: a newer one is read all the same
    INFO("byte " << at);
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x40);
    tests::write_bytes(path, bytes);
    CHECK_THROWS_AS(read_result(path), ReadError);
  }
}

TEST_CASE("a sealed file that is not what it should be is refused with a reason") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_sample(path);
  const auto failure = [&](const std::string& statements, const std::string& words) {
    tests::write_sample(path);
    edit(path, statements);
    return kind_of_failure(path, words);
  };
  CHECK(failure("del f[\"sd/demand\"]", "cannot open sd/demand") == kData);
  CHECK(failure("del f[\"provenance\"]", "cannot open the group provenance") == kData);
  CHECK(failure("del f.attrs[\"trials\"]", "the attribute trials is missing") == kData);
  CHECK(failure("f.attrs[\"trials\"] = \"many\"", "the attribute trials is not a number: many") == kData);
  CHECK(failure("del f[\"max/price\"]; f[\"max/price\"] = [1.0, 2.0]", "max/price has shape 2, expected 3 x 3") == kData);
  CHECK(failure("del f[\"quantiles/quantile\"]; f[\"quantiles/quantile\"] = [0.5]", "has shape 3 x 2 x 3 x 9, expected 3 x 2 x 3 x 1") ==
        kData);
  CHECK(failure("del f[\"mean/price\"]; f[\"mean/price\"] = [[1] * 3] * 3", "mean/price is of an unexpected type") == kData);
  CHECK(failure("del f[\"mean/year\"]", "mean has no years") == kData);
  CHECK(failure("f[\"mean\"].create_dataset(\"x\", (1 << 60,), dtype=h5py.string_dtype(), chunks=(64,)); f.move(\"mean/segment\", \"y\"); "
                "f.move(\"mean/x\", \"mean/segment\")",
                "mean/segment of shape 1152921504606846976 is not all there") == kData);
  CHECK(failure("f[\"mean/joy\"] = [[1.0] * 3] * 3", "unknown variable joy") == kData);
}

TEST_CASE("contents that are no HDF5 at all do not get past the library") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  tests::write_bytes(path, sealed(std::string(5000, 'x')));
  CHECK(kind_of_failure(path, "cannot open it as HDF5") == kData);
}
