#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace cellcast::tests {

/// What write() returns in a process of its own whose files are limited to so many bytes, where it may throw nothing: an exit code, or 100
/// and more where a signal has ended it. The process ends through exit(), where HDF5 would crash without its handler off.
template <class Write>
int with_file_limit(rlim_t bytes, const Write& write) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit limit{bytes, before.rlim_max};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) std::_Exit(10);
    const int code = write();
    ::setrlimit(RLIMIT_FSIZE, &before);  // counts of coverage are written at exit
    std::exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

}  // namespace cellcast::tests
