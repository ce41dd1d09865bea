#pragma once

#include <sys/stat.h>

#include <string>
#include <vector>

namespace cellcast::output {

/// Whose a file is, and who may do what with it.
struct Permissions {
  uid_t owner = 0;
  gid_t group = 0;
  mode_t mode = 0;                   ///< 0 ... 0777; with an access control list, the group's rights here are the list's mask
  std::vector<unsigned char> acl{};  ///< POSIX access control list, as acl(5) has it and the kernel keeps it; empty where there is none
};

/// Of a regular file whose status is known. Where its list cannot be read, the group has the rights that all others have.
Permissions permissions_of(const std::string& path, const struct stat& status);

/// Gives them to a new file of this process, as far as the system lets it: silently, for a file system may know no owners or lists. Nobody
/// has more rights afterwards than the permissions give: where the group cannot be kept, it has the rights that all others have.
void hand_on(Permissions permissions, int descriptor);

}  // namespace cellcast::output
