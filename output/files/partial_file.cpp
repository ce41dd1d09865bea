#include "output/files/partial_file.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/system_trouble.hpp"
#include "output/files/replaceable.hpp"
#include "output/files/stale_partials.hpp"
#include "output/files/stop.hpp"

namespace cellcast::output {

namespace {

std::string words(int error) { return std::generic_category().message(error); }

OutputError cannot_create(const std::string& target, const std::string& why) {
  return OutputError(OutputError::Kind::cannot_create, target + ": cannot create (" + why + ")");
}

OutputError exists(const std::string& target) {
  return OutputError(OutputError::Kind::cannot_create, target + ": exists (it would be overwritten) choose another name",
                     {base::Remedy::Kind::replace_file});
}

bool is_disk_trouble(int error) { return error == ENOSPC || error == EDQUOT || error == EIO || error == EFBIG; }

/// The path to write to, symbolic links followed. Throws where there is something that may not be replaced.
std::string resolve(const std::string& target, IfExists if_exists) {
  const std::filesystem::path name = std::filesystem::path(target).filename();
  if (target.empty()) throw OutputError(OutputError::Kind::cannot_create, "cannot create the output file (its name is empty)");
  if (name.empty() || name == "." || name == "..") throw cannot_create(target, "it names a folder");

  struct stat status {};
  if (::lstat(target.c_str(), &status) != 0) {
    if (errno == ENOENT) return target;
    throw cannot_create(target, words(errno));
  }
  if (S_ISDIR(status.st_mode)) throw cannot_create(target, "it is a folder");
  if (!S_ISLNK(status.st_mode) && !S_ISREG(status.st_mode)) throw cannot_create(target, "it is not a regular file");
  if (S_ISREG(status.st_mode) || if_exists == IfExists::replace_link) {
    if (if_exists == IfExists::refuse) throw exists(target);
    return target;
  }

  std::error_code error;
  const std::filesystem::path pointee = std::filesystem::canonical(target, error);
  if (error) throw cannot_create(target, "it is a symbolic link: " + error.message());
  if (!std::filesystem::is_regular_file(pointee, error))
    throw cannot_create(target, "it is a link to something that is not a regular file");
  if (if_exists == IfExists::refuse) throw exists(target);
  return pointee.string();
}

std::string random_hex() {
  std::uint64_t random = 0;
  if (::getrandom(&random, sizeof random, 0) != static_cast<ssize_t>(sizeof random)) random = 0;  // O_EXCL guards what chance does not
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(random));
  return text;
}

/// Calls again what a signal interrupted; the result of the last call.
template <class Call>
int uninterrupted(Call call) {
  int result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

}  // namespace

OutputError write_error(const std::string& target, int error) {
  base::require_resources(error, target);
  return OutputError(OutputError::Kind::io, target + ": cannot write (" + words(error) + ")");
}

namespace {

/// What the system does not permit is no failure of the disk.
OutputError rename_error(const std::string& target, int error) {
  if (error != EPERM && error != EACCES && error != EROFS) return write_error(target, error);
  return OutputError(OutputError::Kind::cannot_create, target + ": cannot put the result there (" + words(error) + ") choose another name");
}

}  // namespace

PartialFile::PartialFile(const std::string& target, IfExists if_exists, Stale stale)
    : target_(target), resolved_(resolve(target, if_exists)), if_exists_(if_exists) {
  folder_ = std::filesystem::path(resolved_).parent_path().string();
  if (folder_.empty()) folder_ = ".";
  if (const std::string why = why_not_replaceable(resolved_, folder_); !why.empty())
    throw OutputError(OutputError::Kind::cannot_create, target + ": cannot be written (" + why + ") choose another place");
  note_permissions();
  create(stale);
}

void PartialFile::note_permissions() {
  if (if_exists_ == IfExists::refuse) return;
  struct stat status {};
  if (::lstat(resolved_.c_str(), &status) == 0) {
    if (S_ISREG(status.st_mode)) replaced_ = permissions_of(resolved_, status);  // a link that is replaced has none to hand on
  } else if (errno != ENOENT) {
    throw cannot_create(target_, words(errno));
  }
}

void PartialFile::create(Stale stale) {
  const std::string name = std::filesystem::path(resolved_).filename().string(), writer = this_writer();
  if (stale == Stale::remove) remove_stale_partials(folder_, name);  // first, as the disk may be full of them
  constexpr int kAttempts = 16;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    partial_ = (std::filesystem::path(resolved_).parent_path() / partial_name(name, writer, random_hex())).string();
    const mode_t mode = replaced_ ? 0600 : 0666;
    descriptor_ = uninterrupted([&] { return ::open(partial_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode); });
    if (descriptor_ >= 0) {
      pending_ = true;
      return;
    }
    if (errno != EEXIST) break;
  }
  base::require_resources(errno, target_);
  if (is_disk_trouble(errno)) throw write_error(target_, errno);
  throw cannot_create(target_, errno == ENOENT ? "there is no folder " + folder_ : words(errno));
}

PartialFile::~PartialFile() { discard(); }

void PartialFile::discard() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (std::exchange(pending_, false)) ::unlink(partial_.c_str());
}

void PartialFile::commit(const std::atomic<bool>* stop) {
  if (replaced_) hand_on(*replaced_, descriptor_);
  if (uninterrupted([&] { return ::fsync(descriptor_); }) != 0) throw write_error(target_, errno);
  check_identity();
  // An interrupted close has closed all the same (Linux), and what it had to write has been synced.
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (closed != 0 && errno != EINTR) throw write_error(target_, errno);
  stop_if_told(stop);
  move_into_place();
  sync_folder();
}

void PartialFile::check_identity() const {
  struct stat ours {
  }, named{};
  if (::fstat(descriptor_, &ours) != 0) throw write_error(target_, errno);
  if (::lstat(partial_.c_str(), &named) == 0 ? ours.st_dev == named.st_dev && ours.st_ino == named.st_ino : errno != ENOENT) return;
  throw OutputError(OutputError::Kind::io, target_ + ": cannot write (somebody removed its partial file " + partial_ + ")");
}

void PartialFile::move_into_place() {
  const char* const from = partial_.c_str();
  const char* const to = resolved_.c_str();
  if (if_exists_ != IfExists::refuse) {
    if (::rename(from, to) != 0) throw rename_error(target_, errno);
    pending_ = false;
    return;
  }
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) {
    pending_ = false;
    return;
  }
  if (errno == EEXIST) throw exists(target_);
  if (errno != EINVAL && errno != ENOSYS) throw rename_error(target_, errno);
  // A file system without RENAME_NOREPLACE (NFS, for one): a hard link does not overwrite either.
  if (::link(from, to) != 0) throw errno == EEXIST ? exists(target_) : rename_error(target_, errno);
  pending_ = ::unlink(from) != 0;  // the destructor tries again
}

void PartialFile::sync_folder() const {
  const int folder = uninterrupted([&] { return ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (folder < 0 && errno == EACCES) return;  // It may be written but not read: nobody can sync it.
  const int error = folder >= 0 && uninterrupted([&] { return ::fsync(folder); }) == 0 ? 0 : errno;
  if (folder >= 0) ::close(folder);
  if (error == 0 || error == EINVAL) return;  // EINVAL: the file system knows no sync of folders
  // It stays: with what it replaced gone, removing it would leave the user with neither.
  throw OutputError(OutputError::Kind::io,
                    target_ + ": is in place and whole, but a power cut may undo that (its folder cannot be synced: " + words(error) + ")");
}

void write_whole(const std::string& path, std::string_view text, IfExists if_exists, const std::atomic<bool>* stop) {
  PartialFile file(path, if_exists);
  while (!text.empty()) {
    const ssize_t put = ::write(file.descriptor(), text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) throw write_error(path, put < 0 ? errno : EIO);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  file.commit(stop);
}

}  // namespace cellcast::output
