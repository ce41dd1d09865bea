#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/engine/results.hpp"

namespace cellcast::output {

/// A statistic of every output variable that has a group of its own in a result file.
struct Statistic {
  const char* group;    ///< name of the group, of the field's member, and of the statistic in CSV
  const char* meaning;  ///< the group's long_name
  std::vector<double> sim::Field::*values;
};

/// One number per cell: mean, sd, min, max, mean_error.
std::span<const Statistic> cell_statistics();

/// One number per cell and probability: quantiles, quantiles_low, quantiles_high.
std::span<const Statistic> quantile_statistics();

/// SHA-256, in hexadecimal, of the values of the statistics groups, in the order of docs/result-format.md.
std::string results_sha256(const std::vector<sim::Field>& fields);

}  // namespace cellcast::output
