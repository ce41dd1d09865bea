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
};

/// One number per cell: mean, sd, min, max, mean_error.
std::span<const Statistic> cell_statistics();

/// One number per cell and probability: quantiles, quantiles_low, quantiles_high.
std::span<const Statistic> quantile_statistics();

}  // namespace cellcast::output
