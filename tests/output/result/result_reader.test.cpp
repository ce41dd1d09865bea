#include "output/result/result_reader.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "output/files/seal.hpp"
#include "output/files/sealed_file.hpp"
#include "output/files/superblock.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

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

/// The contents with a seal that vouches for them.
std::string sealed(const std::string& contents) {
  Seal seal;
  seal.length = contents.size();
  seal.sha256 = cellcast::base::sha256(contents);
  const SealBytes bytes = encode(seal);
  return contents + std::string(bytes.begin(), bytes.end());
}

/// Changes a result file with h5py, which cuts off the seal, and seals it again: a file that nothing but its shapes gives away.
void edit(const std::string& path, const std::string& statements) {
  const std::string command = "/usr/bin/python3 -c 'import h5py\nf = h5py.File(\"" + path + "\", \"r+\")\n" + statements + "\nf.close()'";
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

namespace {

/// A result in a folder of its own, and what is said of other bytes in its place.
struct Damaged {
  TemporaryFolder folder;
  std::string path = folder.file("a.h5");
  std::string good;
  std::size_t end = 0;  ///< of HDF5's data, where the seal begins

  Damaged() {
    tests::write_sample(path, tests::sample_results({.years = 1, .all_variables = false}));
    good = tests::read_bytes(path);
    end = good.size() - kSealSize;
  }
  void check(const std::string& bytes, const std::string& words) {
    tests::write_bytes(path, bytes);
    CHECK(kind_of_failure(path, words) == ReadError::Kind::data);
  }
  std::string flipped(std::size_t at) const {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
  }
};

std::string of_bytes(std::size_t left, std::size_t whole) {
  return std::to_string(left) + " of " + std::to_string(whole) + " bytes are left";
}

}  // namespace

TEST_CASE("HDF5's data begin a result file and end where its seal begins") {
  const Damaged sample;
  CHECK(sample.good.starts_with("\x89HDF\r\n\x1a\n"));
  const auto* const bytes = reinterpret_cast<const unsigned char*>(sample.good.data());
  CHECK(hdf5_end({bytes, sample.good.size()}) == sample.end);
  CHECK(sample.good.substr(sample.end, kSealMagic.size()) == kSealMagic);
}

TEST_CASE("damage is found before the HDF5 library sees the file") {
  Damaged sample;
  const auto& [folder, path, good, end] = sample;
  const std::size_t size = good.size();
  sample.check("", "not a cellcast result file (it is empty)");
  sample.check("PK\x03\x04 something else", "not a cellcast result file");
  sample.check("schema = 1\n", "not a cellcast result file (it is a text)");
  sample.check(std::string(kSealedMagic) + "\1\2\3", "not a cellcast result file (it belongs to a work folder)");
  sample.check(good.substr(0, 30), "truncated (30 bytes are left of it)");
  sample.check(good.substr(0, 100), "truncated (" + of_bytes(100, size));
  sample.check(good.substr(0, end - 1), "truncated (" + of_bytes(end - 1, size));
  for (const std::size_t left : {end + 1, end + 8, end + 300, size - 1})
    sample.check(good.substr(0, left), "truncated (" + of_bytes(left, size));
  sample.check(good.substr(0, end), "damaged or changed by another program (cellcast's seal, which follows its HDF5 data, is gone");
  sample.check(good + "x", "damaged (1 bytes were added to it)");
  sample.check(good + good.substr(end), "damaged (512 bytes were added to it)");
  sample.check(good + std::string(5000, '\0'), "damaged (5000 bytes were added to it)");
  sample.check(good.substr(0, end) + "xyz" + good.substr(end), "damaged (3 bytes were added to it)");
  sample.check(good.substr(10), "damaged (10 bytes of it are missing)");

  sample.check(sample.flipped(0), "damaged (the SHA-256");
  sample.check(sample.flipped(11), "damaged (the SHA-256");  // open for writing, says HDF5's flag, but its checksum does not
  sample.check(sample.flipped(28), "damaged (the SHA-256");  // where HDF5 data end
  sample.check(sample.flipped(end / 2), "damaged (the SHA-256");
  sample.check(sample.flipped(end - 1), "damaged (the SHA-256");
  sample.check(sample.flipped(end), "damaged or changed by another program");
  sample.check(sample.flipped(end + 30), "damaged (the SHA-256");
  sample.check(sample.flipped(end + 100), "damaged (in its seal, the last 512 bytes)");
  sample.check(sample.flipped(end + 16 + 7), "damaged (72057594037927936 bytes of it are missing)");
  std::string impossible = good;
  impossible[end + 16 + 7] = '\x7f';
  impossible.replace(end + 16, 7, 7, '\xff');
  sample.check(impossible, "damaged (the length in its seal is impossible)");
}

TEST_CASE("a file of another version is refused with what to do") {
  Damaged sample;
  std::string newer = sample.good;
  newer[sample.end + 8] = 3;
  sample.check(newer, "written in format 3.0 (this program reads format 2) use a newer cellcast");
  const std::string old = sealed("").replace(8, 1, "\1") + sample.good.substr(0, sample.end);  // the seal stood first
  sample.check(old, "written in format 1.0 (this program reads format 2.0) run its scenario again; `h5dump -d /provenance/scenario " +
                        sample.path + "` shows it");
  sample.check(old.substr(0, 100), "written in format 1.0");
}

TEST_CASE("HDF5 of others, and what others have done to a result, is told apart") {
  Damaged sample;
  const auto python = [&](const std::string& statements) {
    tests::write_bytes(sample.path, sample.good);
    REQUIRE(std::system(("/usr/bin/python3 -c 'import h5py\n" + statements + "' " + sample.path).c_str()) == 0);
    return tests::read_bytes(sample.path);
  };
  const std::string open = "import sys\nf = h5py.File(sys.argv[1], \"r+\")\n", changed = "damaged or changed by another program";
  sample.check(python("import sys\nf = h5py.File(sys.argv[1], \"w\")\nf[\"x\"] = 1\n"), "not a cellcast result file (it is HDF5 without");
  sample.check(python(open + "f.close()\n"), changed);  // HDF5 cuts off what it does not know
  sample.check(python(open + "f[\"x\"] = list(range(1000))\nf.close()\n"), changed);
  sample.check(python(open + "f[\"x\"] = list(range(1000))\nimport os\nos._exit(0)\n"), "damaged");  // on its way into the file
}

TEST_CASE("no single byte of the seal can change unnoticed") {
  Damaged sample;
  for (std::size_t at = 0; at < kSealSize; ++at) {
    if (at == 10 || at == 11) continue;  // the minor version: a newer one is read all the same
    INFO("byte " << at);
    std::string bytes = sample.good;
    bytes[sample.end + at] = static_cast<char>(bytes[sample.end + at] ^ 0x40);
    tests::write_bytes(sample.path, bytes);
    CHECK_THROWS_AS(read_result(sample.path), ReadError);
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
