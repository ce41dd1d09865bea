#pragma once

#include <string>

namespace cellcast::config {

/// Largest scenario file that is read.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20;

/// The text of a scenario file, a pipe or a device, without a byte order mark; of one that is too large, a little more than may be read.
/// Never waits for somebody to open the other end of a named pipe. Throws InputError.
std::string read_input(const std::string& path);

}  // namespace cellcast::config
