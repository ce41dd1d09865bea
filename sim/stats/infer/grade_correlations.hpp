#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::sim {

/// Rank correlations of pairs of quantities whose distribution functions are known: Pearson's correlation of their grades, a grade being
/// F(x), the place of a value in its distribution from 0 to 1 (Kruskal 1958, "Ordinal measures of association", JASA 53, 814-861). Of
/// all values it is Spearman's rank correlation, without sorting and in memory that does not depend on their number.
///
/// Grades are counted in units of 2^-16, so that all sums are integers (2^32 values fit) and merge exactly; that moves a correlation by
/// some 2^-32.
class GradeCorrelations {
 public:
  struct Pair {
    std::size_t first, second;  ///< indices of rows
  };
  explicit GradeCorrelations(std::vector<Pair> pairs);

  /// rows[k] points at `count` grades in (0, 1), [row][value]; all rows that pairs name.
  void add(std::span<const double* const> rows, std::size_t count);
  /// Precondition: the same pairs.
  void merge(const GradeCorrelations& other);
  /// Adds what those of the same pairs have saved. Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;

  /// In [-1, 1]; not a number for fewer than two values.
  double operator[](std::size_t pair) const;

 private:
  static constexpr std::size_t kBlock = 256;

  void add_block(std::size_t count);

  std::vector<Pair> pairs_;
  std::size_t rows_;
  std::vector<std::int32_t> grades_;          ///< [row][kBlock]: those being added
  std::vector<std::int64_t> sums_, squares_;  ///< [row]
  std::vector<std::int64_t> products_;        ///< [pair]
  std::int64_t count_ = 0;
};

}  // namespace cellcast::sim
