#include "output/files/read_error.hpp"

#include <system_error>

#include "base/system_trouble.hpp"

namespace cellcast::output {

void system_refused(const std::string& path, int error) {
  base::require_resources(error, path);
  const auto kind = base::is_failure_of_disk(error) ? ReadError::Kind::io : ReadError::Kind::no_input;
  throw ReadError(kind, path + ": cannot read (" + std::generic_category().message(error) + ")");
}

}  // namespace cellcast::output
