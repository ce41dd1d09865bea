#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "output/files/permissions.hpp"

namespace cellcast::output {

/// `replace_link`: as `replace`, but a symbolic link is replaced itself, and what it points to stays.
enum class IfExists { refuse, replace, replace_link };
/// What becomes of partials of the same target whose writers have died. To find them the folder is listed.
enum class Stale { remove, leave };

/// An output that cannot be created (`cannot_create`) or written (`io`).
class OutputError : public base::Error {
 public:
  using base::Error::Error;
};

/// A file that is whole or absent: a hidden partial beside the target until it is committed. Its name says who writes it; partials of the
/// same target whose writers have died are removed first, unless somebody else sees to that: see stale_partials.hpp.
///
/// A target that is a symbolic link counts as existing; where it may be replaced, the file it points to is (the link stays), unless
/// the link itself is to be. Folders, devices, pipes and links to nothing are refused, and so is what may not be replaced, as far as that
/// can be known beforehand (another user's file in a sticky folder, an immutable file). A file that is replaced hands on its owner, group,
/// permissions and access control list, as far as the system lets it; until it is whole, nobody but its writer may read it.
class PartialFile {
 public:
  /// Creates the partial, empty. Throws OutputError, std::system_error where descriptors or memory are short.
  PartialFile(const std::string& target, IfExists if_exists, Stale stale = Stale::remove);
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  int descriptor() const { return descriptor_; }  ///< open for reading and writing
  const std::string& path() const { return partial_; }
  const std::string& target() const { return target_; }  ///< as the user wrote it

  /// Syncs, renames to the target and syncs the folder. A target that came into being meanwhile is not overwritten unless it may be
  /// replaced. Throws OutputError; sim::Stopped where `stop` is set before the rename. If only the folder's sync failed, the target is
  /// there, whole, and the message says so.
  void commit(const std::atomic<bool>* stop = nullptr);
  /// Removes the partial; what the destructor does if it was not committed.
  void discard();

 private:
  void note_permissions();
  void create(Stale stale);
  void check_identity() const;  ///< what the partial's name stands for is what was written
  void move_into_place();
  void sync_folder() const;

  std::string target_;    ///< as the user wrote it
  std::string resolved_;  ///< with symbolic links followed
  std::string folder_;
  std::string partial_;
  IfExists if_exists_;
  std::optional<Permissions> replaced_;  ///< of the file that is to be replaced
  int descriptor_ = -1;
  bool pending_ = false;  ///< the partial exists
};

/// The error that a failed write to `target` ends in, in the words of errno. Throws std::system_error instead where descriptors or memory
/// are short.
OutputError write_error(const std::string& target, int error);

/// A text as a file, whole or absent. Throws OutputError; sim::Stopped where `stop` is set before the file has its name.
void write_whole(const std::string& path, std::string_view text, IfExists if_exists, const std::atomic<bool>* stop = nullptr);

}  // namespace cellcast::output
