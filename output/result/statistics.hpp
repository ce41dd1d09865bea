#pragma once

#include <bit>
#include <span>
#include <string>
#include <vector>

#include "base/sha256.hpp"
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

/// Calls back with the values of each dataset of the statistics groups, in the order of the file. Without probabilities or thresholds there
/// are none, and no dataset.
template <class Visit>
void for_each_values(const std::vector<sim::Field>& fields, Visit visit) {
  for (const Statistic& statistic : cell_statistics())
    for (const sim::Field& field : fields) visit(field.*statistic.values);
  for (const Statistic& statistic : quantile_statistics())
    for (const sim::Field& field : fields) visit(field.*statistic.values);
  for (const sim::Field& field : fields) visit(field.exceedance);
  for (const sim::Field& field : fields) {
    visit(field.histogram);
    visit(field.histogram_edges);
  }
}

/// Adds values to a digest as they are.
template <class Number>
void add_values(base::Sha256& hash, const std::vector<Number>& values) {
  static_assert(std::endian::native == std::endian::little, "the digest is defined over little-endian values");
  hash.add(std::as_bytes(std::span(values)));
}

/// SHA-256, in hexadecimal, of the values of the statistics groups, in the order of docs/result-format.md.
std::string results_sha256(const std::vector<sim::Field>& fields);

}  // namespace cellcast::output
