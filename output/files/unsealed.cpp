#include "output/files/unsealed.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/little_endian.hpp"
#include "output/files/file_bytes.hpp"
#include "output/files/read_error.hpp"
#include "output/files/seal_format.hpp"
#include "output/files/sealed_file.hpp"
#include "output/files/superblock.hpp"

namespace cellcast::output {

namespace {

using Bytes = std::vector<unsigned char>;

Bytes bytes_at(int descriptor, std::uint64_t offset, std::size_t most) {
  Bytes bytes(most);
  bytes.resize(read_at(descriptor, bytes, offset));
  return bytes;
}

/// Whether HDF5 data hold the name of the attribute that each result has; it stands near their end, or where others have added to them.
bool mentions_format(int descriptor, std::uint64_t size) {
  constexpr std::string_view kName = "cellcast_format";
  constexpr std::uint64_t kMost = std::uint64_t{16} << 20;
  for (const std::uint64_t from : {size - std::min(size, kMost), std::uint64_t{0}}) {
    const Bytes bytes = bytes_at(descriptor, from, static_cast<std::size_t>(std::min(size, kMost)));
    if (std::search(bytes.begin(), bytes.end(), kName.begin(), kName.end()) != bytes.end()) return true;
    if (from == 0) break;
  }
  return false;
}

std::string truncated(std::uint64_t size, std::uint64_t whole) {
  return "truncated (" + std::to_string(size) + " of " + std::to_string(whole) + " bytes are left of it)";
}

std::string why_hdf5_unsealed(int descriptor, std::span<const unsigned char> start) {
  const std::uint64_t size = file_size(descriptor);
  const std::optional<std::uint64_t> end = hdf5_end(start);
  if (!end && size < kSealSize) return "truncated (" + std::to_string(size) + " bytes are left of it)";
  if (end && size < *end) return truncated(size, *end + kSealSize);
  if (end && size > *end) {
    const Bytes behind = bytes_at(descriptor, *end, kSealSize);
    const bool is_seal = std::equal(
        kSealMagic.begin(), kSealMagic.begin() + static_cast<std::ptrdiff_t>(std::min(behind.size(), kSealMagic.size())), behind.begin());
    if (is_seal && behind.size() < kSealSize) return truncated(size, *end + kSealSize);
    if (is_seal) return "damaged (" + std::to_string(size - *end - kSealSize) + " bytes were added to it)";
  }
  if (mentions_format(descriptor, std::min(size, end.value_or(size)))) {
    return "damaged or changed by another program (cellcast's seal, which follows its HDF5 data, is gone: it was cut off, or the file was "
           "opened for writing) run its scenario again, and open results for reading only";
  }
  return "not a cellcast result file (it is HDF5 without cellcast's seal)";
}

bool is_text(std::span<const unsigned char> bytes) {
  return std::ranges::none_of(bytes, [](unsigned char byte) { return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'; });
}

/// Format 1.0 had its seal, of the same fields, before the HDF5 data.
bool is_format_1(std::span<const unsigned char> start) {
  constexpr std::size_t kFirstMajorAt = 8;
  return starts_with(start, kSealMagic) && start.size() >= kFirstMajorAt + 2 && base::get(start, kFirstMajorAt, 2) == 1;
}

}  // namespace

bool begins_as_result(std::span<const unsigned char> start) { return starts_with(start, kHdf5Signature) || is_format_1(start); }

void refuse_unsealed(int descriptor, const std::string& path) {
  const Bytes start = bytes_at(descriptor, 0, kSealSize);
  if (start.empty()) refuse(path, "not a cellcast result file (it is empty)");
  if (is_format_1(start)) {
    refuse(path, "written in format 1.0 (this program reads format " + std::to_string(kFormatMajor) + "." + std::to_string(kFormatMinor) +
                     ") run its scenario again; `h5dump -d /provenance/scenario " + path + "` shows it");
  }
  if (starts_with(start, kHdf5Signature)) refuse(path, why_hdf5_unsealed(descriptor, start));
  if (starts_with(start, kSealedMagic))
    refuse(path, "not a cellcast result file (it belongs to a work folder)", {base::Remedy::Kind::merge_work_folder});
  if (is_text(start)) refuse(path, "not a cellcast result file (it is a text)", {base::Remedy::Kind::read_scenario});
  refuse(path, "not a cellcast result file");
}

}  // namespace cellcast::output
