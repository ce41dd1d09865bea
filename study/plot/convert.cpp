#include "study/plot/convert.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"

extern char** environ;

namespace cellcast::study {
namespace {

using base::Descriptor;

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

/// The text as a file without a name, to be read from its beginning.
Descriptor memory_file(const std::string& text) {
  Descriptor file(::memfd_create("chart", MFD_CLOEXEC));
  if (file.id() < 0) fail(errno, "memfd_create");
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(file.id(), text.data() + at, text.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(errno, "write");
    at += static_cast<std::size_t>(written);
  }
  if (::lseek(file.id(), 0, SEEK_SET) != 0) fail(errno, "lseek");
  return file;
}

std::string contents(int id) {
  std::string text;
  if (::lseek(id, 0, SEEK_SET) != 0) fail(errno, "lseek");
  std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t count = ::read(id, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno, "read");
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// Its exit code; or the errno of why there is no such program, negative.
int run(const char* format, int in, int out) {
  std::array<const char*, 6> words{"rsvg-convert", "-f", format, "-z", "2", nullptr};
  if (std::string(format) == "pdf") words[3] = nullptr;
  posix_spawn_file_actions_t actions;
  if (const int error = ::posix_spawn_file_actions_init(&actions); error != 0) fail(error, "posix_spawn");
  ::posix_spawn_file_actions_adddup2(&actions, in, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out, 1);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words[0], &actions, nullptr, const_cast<char**>(words.data()), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return -error;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail(errno, "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

std::string converted(const std::string& svg, PictureFormat format) {
  if (format == PictureFormat::svg) return svg;
  const char* const word = format == PictureFormat::png ? "png" : "pdf";
  const Descriptor in = memory_file(svg), out = memory_file("");
  const int code = run(word, in.id(), out.id());
  if (code == -ENOMEM || code == -EAGAIN) fail(-code, "rsvg-convert");
  if (code < 0 || code == 127)
    throw base::Error(base::Error::Kind::resources,
                      "cannot make a " + std::string(word) + " (there is no program rsvg-convert) install librsvg2-bin, or take SVG");
  const std::string picture = contents(out.id());
  if (code != 0 || picture.empty())
    throw base::Error(base::Error::Kind::io,
                      "cannot make a " + std::string(word) + " (rsvg-convert failed with exit code " + std::to_string(code) + ") take SVG");
  return picture;
}

}  // namespace cellcast::study
