#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cellcast::output {

// The first 48 bytes of HDF5 data as cellcast writes them: HDF5 File Format Specification 3.0, II.A, version 2.

inline constexpr std::string_view kHdf5Signature = "\x89HDF\r\n\x1a\n";

/// Where HDF5 data end, by what their beginning says; nothing where that is not of this version.
std::optional<std::uint64_t> hdf5_end(std::span<const unsigned char> start);

/// While a program has HDF5 data open for writing, a flag at their beginning says so, and the checksum there is another. This takes it
/// back, as closing the file does. What is not of this version, or has a wrong checksum, stays as it is.
void clear_write_flag(std::span<unsigned char> start);

}  // namespace cellcast::output
