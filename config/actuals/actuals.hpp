#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/basis.hpp"

namespace cellcast::config {

/// What happened: one figure of an output variable, as a statistic has it.
struct Actual {
  std::string variable, index;  ///< index: labels but the year, joined by dots
  int year = 0;
  double value = 0;             ///< as published, in the variable's unit
  double sd = 0;                ///< >= 0, of its error, in the same unit, or of its logarithm; 0: exact
  bool relative = false;        ///< the error is normal on the logarithm; value > 0
  std::optional<Basis> basis;   ///< empty: the variable's own
  std::optional<double> factor; ///< > 0; empty: 1
  std::string published, source;
  Place place{}, variable_place{}, index_place{}, year_place{}, basis_place{};

  /// The figure on the variable's basis, and its error in the same unit (or of the logarithm, as it was).
  double on_basis() const { return value * factor.value_or(1); }
  double sd_on_basis() const { return relative ? sd : sd * factor.value_or(1); }
};

/// A file of actuals, in its order.
struct Actuals {
  Source source;
  std::vector<Actual> rows;
};

struct LoadedActuals {
  Actuals actuals;
  std::vector<Diagnostic> diagnostics;  ///< what is wrong with it, names apart, which sim::check_actuals looks at
};

/// Rows that a file may have.
inline constexpr std::size_t kMostActuals = 100'000;

/// Reads comma-separated values with the columns of docs/scores.md, in any order.
LoadedActuals read_actuals(Source text);
/// The same of a file. Throws InputError.
LoadedActuals load_actuals(const std::string& path);

}  // namespace cellcast::config
