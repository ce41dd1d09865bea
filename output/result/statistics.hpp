#pragma once

#include <span>
#include <vector>

#include "sim/results/results.hpp"

namespace cellcast::output {

/// A statistic of every output variable that has a group of its own in a result file.
struct Statistic {
  const char* group;    ///< name of the group, of the field's member, and of the statistic in CSV
  const char* meaning;  ///< the group's long_name
  std::vector<double> sim::Field::*values;
  bool has_missing = false;  ///< not-a-number where trials are too few
  int since = 0;             ///< minor version of the format that it came with; a field that was read from an older file has no values of it
};

/// The value of a statistic at a place of a field; not-a-number where it was read from a file that is older than the statistic.
double value_at(const sim::Field& field, const Statistic& statistic, std::size_t place);

/// Takes from results what files of a minor version of the format do not have.
void drop_newer(sim::Results& results, int minor);

/// One number per cell: mean, sd, min, max, mean_error.
std::span<const Statistic> cell_statistics();

/// One number per cell and probability: quantiles, quantiles_low, quantiles_high.
std::span<const Statistic> quantile_statistics();

}  // namespace cellcast::output
