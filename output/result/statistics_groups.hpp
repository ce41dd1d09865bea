#pragma once

#include <cstdint>
#include <vector>

#include "output/hdf5/group_writer.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// The statistics of some variables.
struct Statistics {
  const sim::Labels& labels;
  const std::vector<sim::Field>& fields;
  const std::vector<double>& probabilities;  ///< of the quantiles
  PointDimension* points{};                  ///< in a sweep's file: its points, of which these are any
};

/// Writes the groups mean, sd, min, max, mean_error, quantiles, quantiles_low, quantiles_high, exceedance and histogram below a group, as
/// far as there is something to hold. In a sweep's file their values come later, in the order of for_each_values. Throws h5::Error.
void write_statistics(hid_t parent, const Statistics& statistics);

/// The copies of the model's coordinates that the variables of a group need; readers of netCDF-4 do not look into other groups.
void add_model_coordinates(GroupWriter& group, const Statistics& statistics);

/// Numbers for each cell of each variable, values [field][cell], or [field][cell][last] over another coordinate. `meaning` says what they
/// are; the variable's own units where none are given.
void add_cells(GroupWriter& group, const Statistics& statistics, const std::string& last, const std::vector<std::vector<double>>& values,
               const std::string& meaning, const std::string& units = "");

/// Each variable's samples, over its axes and `trial`.
void add_sampled_fields(GroupWriter& group, const Statistics& statistics);

}  // namespace cellcast::output
