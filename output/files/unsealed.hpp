#pragma once

#include <span>
#include <string>

namespace cellcast::output {

/// What is wrong with a file that does not end in a seal, in words for a message: another kind of file, one of format 1.0, a result that
/// was cut off, or that another program has changed. Throws std::system_error.
std::string why_unsealed(int descriptor, const std::string& path);

/// Whether a file begins as a result does: as HDF5 does, or as results of format 1.0 did.
bool begins_as_result(std::span<const unsigned char> start);

}  // namespace cellcast::output
