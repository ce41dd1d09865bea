#include "cli/terminal/standard_output.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <iostream>
#include <string_view>
#include <system_error>

#include "cli/terminal/signals.hpp"
#include "output/files/partial_file.hpp"
#include "sim/engine/run/run.hpp"

namespace cellcast::cli {
namespace {

void wait_for_room() {
  constexpr int kPatience = 200;  // ms
  pollfd wanted{STDOUT_FILENO, POLLOUT, 0};
  for (;;) {
    const int ready = ::poll(&wanted, 1, kPatience);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return;
    if (is_stopping()) throw sim::Stopped();
  }
}

/// Not more than a pipe that has room takes at once: a longer write could wait where no signal ends it.
void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    wait_for_room();
    const ssize_t put = ::write(STDOUT_FILENO, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
    if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (put < 0 && errno == EPIPE) throw ReaderGone();
    if (put < 0)
      throw output::OutputError(output::OutputError::Kind::io,
                                "cannot write to standard output (" + std::generic_category().message(errno) + ")");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace

StandardOutput::StandardOutput() : before_(std::cout.rdbuf(this)), exceptions_before_(std::cout.exceptions()) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  std::cout.exceptions(std::ios::badbit);
}

StandardOutput::~StandardOutput() {
  try {
    StandardOutput::sync();
  } catch (...) {  // whoever wanted to know has flushed
  }
  std::cout.exceptions(exceptions_before_);
  std::cout.rdbuf(before_);
}

StandardOutput::int_type StandardOutput::overflow(int_type next) {
  sync();
  if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

int StandardOutput::sync() {
  const std::string_view bytes(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(buffer_.data(), buffer_.data() + buffer_.size());  // what cannot be written is not tried again
  write_all(bytes);
  return 0;
}

}  // namespace cellcast::cli
