#pragma once

#include <functional>
#include <string>

#include "output/files/partial_file.hpp"
#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

/// Throws std::system_error where HDF5 would have no descriptor left to open the partial with: better known before a run than after it.
void require_descriptor(const PartialFile& partial);

/// An empty HDF5 file. Throws h5::Error.
h5::File create_hdf5(const std::string& path);

/// Writes what is left. Throws h5::Error.
void close_hdf5(h5::File& file);

/// Calls what writes an HDF5 file to a partial. Where it fails, the partial is removed, and errors of the library and the system become
/// OutputError in the words of errno; std::system_error where descriptors or memory are short.
void write_or_discard(PartialFile& partial, const std::function<void()>& write);

}  // namespace cellcast::output
