#pragma once

#include <string>
#include <utility>

#include "base/error.hpp"

namespace cellcast::config {

/// The file is missing, a directory or unreadable.
class InputError : public base::Error {
 public:
  InputError(std::string path, std::string why)
      : base::Error(Kind::no_input, path + ": " + why), path_(std::move(path)), why_(std::move(why)) {}
  const std::string& path() const { return path_; }
  const std::string& why() const { return why_; }

 private:
  std::string path_, why_;
};

/// Largest scenario file that is read.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20;

/// The text of a scenario file, a pipe or a device, without a byte order mark; of one that is too large, a little more than may be read.
/// Never waits for somebody to open the other end of a named pipe. Throws InputError.
std::string read_input(const std::string& path);

}  // namespace cellcast::config
