#pragma once

#include <vector>

#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

// The attributes that tie datasets to the scales of their dimensions, as the HDF5 Dimension Scale Specification (2005) has them.
// H5DSattach_scale writes the list of a scale's users anew for each of them, which takes a tenth of a short run.

/// A dimension of a dataset that a scale belongs to.
struct ScaleUser {
  hobj_ref_t dataset;
  int dimension;
};

/// What stands for a dataset in its file.
hobj_ref_t reference_to(const h5::Dataset& dataset);

/// DIMENSION_LIST of a dataset: for each dimension references to its scales. Throws h5::Error.
void write_scales(const h5::Dataset& dataset, const std::vector<hvl_t>& scales);

/// REFERENCE_LIST of a scale; nothing where nobody uses it. Throws h5::Error.
void write_users(const h5::Dataset& scale, const std::vector<ScaleUser>& users);

}  // namespace cellcast::output
