#pragma once

#include <stdexcept>

namespace cellcast::cli {

/// Misuse of the command line (exit code 64).
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cellcast::cli
