#pragma once

#include <span>

#include "output/hdf5/columns.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Writes the group `updated`. Throws h5::Error.
void write_update(hid_t root, const sim::Update& update, const sim::Results& results);

/// What each observation and each input has in it.
std::span<const NumberColumn<sim::ObservationSummary>> observation_numbers();
std::span<const NumberColumn<sim::UpdatedInput>> updated_input_numbers();

/// Reads it. `probabilities` are those of the run's quantiles, and must be its own. Throws h5::Error.
sim::Update read_update(hid_t root, bool newer, const std::vector<double>& probabilities);

}  // namespace cellcast::output
