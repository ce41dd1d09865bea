#pragma once

#include <cerrno>
#include <string>
#include <system_error>

namespace cellcast::base {

/// Throws std::system_error (exit code 71) where `error`, an errno, means a lack of descriptors or memory, which is not the file's fault.
inline void require_resources(int error, const std::string& path) {
  if (error == EMFILE || error == ENFILE || error == ENOMEM) throw std::system_error(error, std::generic_category(), path);
}

/// Whether an errno is a failure of the disk, or of the network that it is behind.
inline bool is_failure_of_disk(int error) { return error == EIO || error == ESTALE || error == EREMOTEIO || error == ETIMEDOUT; }

}  // namespace cellcast::base
