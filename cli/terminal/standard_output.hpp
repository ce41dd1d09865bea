#pragma once

#include <array>
#include <exception>
#include <ios>
#include <streambuf>

namespace cellcast::cli {

/// Whoever read standard output has closed it, as `head` does once it has its lines. Nothing is wrong, and nothing is left to be said.
class ReaderGone : public std::exception {};

/// What std::cout writes through while this lives. Unlike the C library's streams it waits where nothing can be written yet, though the
/// other end may have set the output to non-blocking mode, and it says why nothing can be written at all: std::cout then throws
/// output::OutputError, or ReaderGone. While it waits a signal ends it, as sim::Stopped.
class StandardOutput : private std::streambuf {
 public:
  StandardOutput();
  /// Writes what was not flushed, if it can.
  ~StandardOutput() override;
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;

 private:
  int_type overflow(int_type next) override;
  int sync() override;

  std::array<char, 1 << 12> buffer_{};
  std::streambuf* before_;
  std::ios::iostate exceptions_before_;
};

}  // namespace cellcast::cli
