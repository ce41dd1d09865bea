#pragma once

#include <string>

namespace cellcast::output {

/// Whether a path is a regular file that begins as a result file does; false too where it cannot be read. A pipe is not read from.
bool is_result(const std::string& path);

}  // namespace cellcast::output
