#pragma once

#include "output/hdf5/group_reader.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Writes the group `sensitivity`. Throws h5::Error.
void write_sensitivity(hid_t root, const sim::Sensitivity& sensitivity);

/// Reads it. Throws h5::Error.
sim::Sensitivity read_sensitivity(hid_t root, bool newer);

}  // namespace cellcast::output
