#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cellcast::output {

/// The last bytes of a result file, behind the HDF5 data; docs/result-format.md has them one by one.
inline constexpr std::size_t kSealSize = 512;
inline constexpr std::string_view kSealMagic = "cellcast";

/// Version of the result file's format. A reader takes any minor version of its own major one: minor versions only add.
inline constexpr std::uint16_t kFormatMajor = 2, kFormatMinor = 0;

}  // namespace cellcast::output
