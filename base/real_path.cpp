#include "base/real_path.hpp"

#include <filesystem>
#include <system_error>

namespace cellcast::base {

namespace fs = std::filesystem;

std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);  // a relative path that does not exist would stay relative
  if (error) return path;
  const fs::path real = fs::weakly_canonical(absolute, error);
  if (error) return path;
  return real.has_filename() ? real.string() : real.parent_path().string();
}

}  // namespace cellcast::base
