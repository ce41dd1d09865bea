#pragma once

#include <span>
#include <string>

namespace cellcast::output {

/// Throws ReadError that says what is wrong with a file that does not end in a seal: another kind of file, one of format 1.0, a result
/// that was cut off, or that another program has changed; std::system_error where it cannot be read.
[[noreturn]] void refuse_unsealed(int descriptor, const std::string& path);

/// Whether a file begins as a result does: as HDF5 does, or as results of format 1.0 did.
bool begins_as_result(std::span<const unsigned char> start);

}  // namespace cellcast::output
