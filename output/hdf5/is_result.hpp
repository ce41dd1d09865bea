#pragma once

#include <string>

namespace cellcast::output {

/// Whether a path is a regular file that begins as a result file does, HDF5 (or a result of format 1.0); false too where it cannot be read.
/// Whoever reads it is told what is wrong with it. A pipe is not read from.
bool is_result(const std::string& path);

}  // namespace cellcast::output
