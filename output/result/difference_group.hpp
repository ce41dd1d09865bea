#pragma once

#include "output/hdf5/group_reader.hpp"
#include "output/result/statistics_groups.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Writes the group `difference` of a later scenario of a batch. Throws h5::Error.
void write_difference(hid_t root, const sim::Difference& difference, const sim::Results& results);

/// Writes the group `variance_reduction` below that group. Throws h5::Error.
void write_variance_reduction(hid_t parent, const sim::Difference& difference, const Statistics& statistics);

/// Reads the group `difference`, without samples. `probabilities` are those of the run's quantiles, and must be its own. Throws h5::Error.
sim::Difference read_difference(hid_t root, bool newer, const std::vector<double>& probabilities);

}  // namespace cellcast::output
