#pragma once

#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

/// An empty HDF5 file like that of create_hdf5, but in memory: it goes when it is closed. Throws h5::Error.
h5::File create_in_memory();

}  // namespace cellcast::output
