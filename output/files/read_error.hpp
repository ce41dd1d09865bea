#pragma once

#include <stdexcept>
#include <string>

namespace cellcast::output {

/// A result file that cannot be read: missing or unreadable (exit code 66), not usable (65), or the disk failed (74).
class ReadError : public std::runtime_error {
 public:
  enum class Kind { no_input, data, io };
  ReadError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// Throws that the file cannot be used.
[[noreturn]] inline void refuse(const std::string& path, const std::string& why) { throw ReadError(ReadError::Kind::data, path + ": " + why); }

}  // namespace cellcast::output
