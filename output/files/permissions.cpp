#include "output/files/permissions.hpp"

#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/little_endian.hpp"

namespace cellcast::output {
namespace {

constexpr const char* kAcl = "system.posix_acl_access";

// linux/posix_acl_xattr.h: a version, then entries of tag, rights and id.
constexpr std::size_t kHeaderSize = 4, kEntrySize = 8, kRightsAt = 2;
constexpr std::uint64_t kAclVersion = 2, kGroupItself = 0x04, kMask = 0x10;

/// Where the rights of a tag stand in a list that the kernel has checked; 0 where they do not.
std::size_t find_rights(const std::vector<unsigned char>& acl, std::uint64_t tag) {
  for (std::size_t at = kHeaderSize; at + kEntrySize <= acl.size(); at += kEntrySize)
    if (base::get(acl, at, 2) == tag) return at + kRightsAt;
  return 0;
}

bool is_absence(int error) { return error == ENODATA || error == EOPNOTSUPP || error == ENOSYS; }

/// The rights of the group that cannot be had are no more than those of all others.
void narrow_group(Permissions& permissions) {
  const mode_t others = permissions.mode & 07;
  if (const std::size_t own = find_rights(permissions.acl, kGroupItself); own != 0)
    base::put(permissions.acl, own, 2, base::get(permissions.acl, own, 2) & others);
  else
    permissions.mode &= ~mode_t{070} | others << 3;
}

/// The group's own rights, which a list says and the mode does not.
mode_t rights_of_group(const Permissions& permissions) {
  const std::size_t own = find_rights(permissions.acl, kGroupItself), mask = find_rights(permissions.acl, kMask);
  const mode_t most = permissions.mode >> 3 & 07;
  if (own == 0) return most;
  const auto rights = static_cast<mode_t>(base::get(permissions.acl, own, 2));
  return mask == 0 ? rights : rights & most;
}

/// A list, which sets the mode too. Where there is none, what a new file has of its folder's default list goes: the replaced file had not.
void give_rights(const Permissions& permissions, int descriptor) {
  if (!permissions.acl.empty() && ::fsetxattr(descriptor, kAcl, permissions.acl.data(), permissions.acl.size(), 0) == 0) return;
  mode_t group = rights_of_group(permissions);
  if (::fremovexattr(descriptor, kAcl) != 0 && !is_absence(errno)) group = 0;  // of a list that stays these would be the mask
  [[maybe_unused]] const int kept = ::fchmod(descriptor, (permissions.mode & ~mode_t{070}) | group << 3);
}

}  // namespace

Permissions permissions_of(const std::string& path, const struct stat& status) {
  Permissions found{status.st_uid, status.st_gid, status.st_mode & 0777, {}};
  std::vector<unsigned char> acl(std::size_t{1} << 16);  // the most that the kernel hands out
  const ssize_t got = ::lgetxattr(path.c_str(), kAcl, acl.data(), acl.size());
  if (got < 0 && !is_absence(errno)) narrow_group(found);  // there may be one, whose mask the mode shows
  acl.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  if (acl.size() >= kHeaderSize && base::get(acl, 0, kHeaderSize) == kAclVersion) found.acl = std::move(acl);
  return found;
}

void hand_on(Permissions permissions, int descriptor) {
  // First the group, then rights for it, and the owner last: who is not the owner may change nothing.
  if (::fchown(descriptor, static_cast<uid_t>(-1), permissions.group) != 0) narrow_group(permissions);
  give_rights(permissions, descriptor);
  [[maybe_unused]] const int owned = ::fchown(descriptor, permissions.owner, static_cast<gid_t>(-1));
}

}  // namespace cellcast::output
