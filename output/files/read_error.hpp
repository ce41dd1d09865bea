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

/// Throws why the system did not open or describe a file: a missing one is the user's affair, a failing disk or a lack of descriptors and
/// memory the system's.
[[noreturn]] void system_refused(const std::string& path, int error);

}  // namespace cellcast::output
