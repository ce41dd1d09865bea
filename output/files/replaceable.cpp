#include "output/files/replaceable.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace cellcast::output {
namespace {

/// Whether this process may do with any file what its owner may.
bool is_like_any_owner() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3]{};
  if (::syscall(SYS_capget, &header, sets) != 0) return true;  // the rename will tell
  return (sets[CAP_TO_INDEX(CAP_FOWNER)].effective & CAP_TO_MASK(CAP_FOWNER)) != 0;
}

/// Marks that no rights lift; 0 where the file system has none.
std::uint64_t marks(const std::string& path) {
  struct statx status {};
  if (::statx(AT_FDCWD, path.c_str(), 0, 0, &status) != 0) return 0;
  return status.stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND);
}

}  // namespace

std::string why_not_replaceable(const std::string& path, const std::string& folder) {
  if (marks(folder) != 0) return "its folder is marked immutable or append-only, see lsattr(1)";
  struct stat file {
  }, around{};
  if (::stat(path.c_str(), &file) != 0 || ::stat(folder.c_str(), &around) != 0) return {};
  if (marks(path) != 0) return "it is marked immutable or append-only, see lsattr(1)";
  const bool is_own = file.st_uid == ::geteuid() || around.st_uid == ::geteuid();
  if ((around.st_mode & S_ISVTX) != 0 && !is_own && !is_like_any_owner()) return "it is another user's, and its folder is sticky";
  return {};
}

}  // namespace cellcast::output
