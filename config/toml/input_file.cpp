#include "config/toml/input_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/descriptor.hpp"

namespace cellcast::config {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) { throw InputError(path, why); }

[[noreturn]] void refuse(const std::string& path, int error) {
  // A lack of descriptors or memory is not the file's fault.
  if (error == EMFILE || error == ENFILE || error == ENOMEM) throw std::system_error(error, std::generic_category(), path);
  refuse(path, error == ENOENT ? "no such file" : std::generic_category().message(error));
}

/// Waits where nothing is there yet. The file may be in non-blocking mode, by us or by whoever opened it.
ssize_t read_some(int file, char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(file, to, size);
    if (got >= 0) return got;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd wanted{file, POLLIN, 0};
      ::poll(&wanted, 1, -1);
    } else if (errno != EINTR) {
      return got;
    }
  }
}

/// The last bytes of a file that is too large: they may tell what it is.
std::string end_of(int file, off_t size) {
  std::string end(512, '\0');
  const ssize_t got = ::pread(file, end.data(), end.size(), size - static_cast<off_t>(end.size()));
  end.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return end;
}

}  // namespace

std::string read_input(const std::string& path) {
  // Without O_NONBLOCK, opening a pipe would wait for its writer; without O_NOCTTY a terminal might become ours.
  const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.id() < 0) refuse(path, errno);
  struct stat status {};
  if (::fstat(file.id(), &status) != 0) refuse(path, errno);
  if (S_ISDIR(status.st_mode)) refuse(path, "is a directory, not a scenario file");
  std::string text;
  if (S_ISREG(status.st_mode)) text.reserve(std::min(static_cast<std::size_t>(status.st_size), kLargestFile) + 1);
  std::array<char, 1 << 13> part;        // stacks may be small
  while (text.size() <= kLargestFile) {  // a device may have no end
    const ssize_t got = read_some(file.id(), part.data(), part.size());
    if (got < 0) refuse(path, errno);
    if (got == 0) break;
    text.append(part.data(), static_cast<std::size_t>(got));
  }
  if (S_ISREG(status.st_mode) && text.size() > kLargestFile) text += end_of(file.id(), status.st_size);
  if (text.empty() && S_ISFIFO(status.st_mode)) refuse(path, "nothing came through this pipe (nobody writes to it)");
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // it has no meaning in UTF-8
  return text;
}

}  // namespace cellcast::config
