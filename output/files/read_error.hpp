#pragma once

#include <string>
#include <utility>

#include "base/error.hpp"

namespace cellcast::output {

/// A result file that cannot be read: `no_input`, `data` where it is not usable, or `io`.
class ReadError : public base::Error {
 public:
  using base::Error::Error;
};

/// Throws that the file cannot be used.
[[noreturn]] inline void refuse(const std::string& path, const std::string& why, base::Remedy remedy = {}) {
  throw ReadError(ReadError::Kind::data, path + ": " + why, std::move(remedy));
}

}  // namespace cellcast::output
