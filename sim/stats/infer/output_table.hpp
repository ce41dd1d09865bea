#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/stats/infer/midranks.hpp"

namespace cellcast::sim {

/// Numbers of trials as a table, [trial][column]: what factors are held against.
struct OutputTable {
  std::size_t trials, columns;
  std::vector<double> given;                          ///< the values themselves
  std::vector<double> values;                         ///< minus their column's mean
  std::vector<double> squares;                        ///< [column], sums of squares of `values`
  std::vector<double> fourths;                        ///< [column], sums of their fourth powers
  std::vector<double> ranks;                          ///< [trial][column], twice the midrank minus n + 1: an integer, of mean zero
  std::vector<double> rank_squares;                   ///< [column], sums of squares; 0 for a constant
  std::shared_ptr<const std::vector<double>> scores;  ///< [twice a rank], its normal score

  /// of[k] are the values of all trials in column k; finite.
  explicit OutputTable(std::span<const std::span<const double>> of);
  const double* row(std::size_t trial) const { return values.data() + trial * columns; }
  double score(std::uint32_t twice_rank) const { return (*scores)[twice_rank]; }
  /// One column as a table.
  OutputTable column(std::size_t k) const;

  /// Of how many trials of equal weight the column's variance is: (sum of squares)^2 / sum of fourth powers, n / 3 of normal values, the
  /// number of trials in which something happens where that is rare. 0 for a constant.
  double effective(std::size_t k) const { return fourths[k] > 0 ? squares[k] * squares[k] / fourths[k] : 0; }
};

}  // namespace cellcast::sim
