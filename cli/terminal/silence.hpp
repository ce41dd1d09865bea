#pragma once

#include <iostream>
#include <streambuf>

namespace cellcast::cli {

/// While this lives nothing that is written to std::cerr goes anywhere, from any thread: progress, notes and warnings. Errors are thrown,
/// and shown when it is gone.
class Silence : private std::streambuf {
 public:
  Silence() : before_(std::cerr.rdbuf(this)) {}
  ~Silence() override { std::cerr.rdbuf(before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int_type overflow(int_type next) override { return traits_type::not_eof(next); }
  std::streamsize xsputn(const char*, std::streamsize count) override { return count; }

  std::streambuf* before_;
};

}  // namespace cellcast::cli
