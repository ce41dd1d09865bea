#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace cellcast::sim {

/// A published figure, and what the model says of it. All numbers but `percentile` are in `unit`.
struct ClaimSummary {
  std::string name;  ///< its place in the scenario, from 1, where it has none
  std::string what, scope, unit, source;
  std::int32_t year = 0;  ///< 0: none
  double value = 0, tolerance = 0;
  std::string variable, index;                                   ///< of the model; empty: of none
  double central = std::numeric_limits<double>::quiet_NaN();     ///< the variable in the deterministic run; NaN without a variable
  double percentile = std::numeric_limits<double>::quiet_NaN();  ///< P(X <= value); NaN where there is none: docs/claims.md
};

/// What a figure is held against: another figure of the same quantity, what it should follow from, or the scenario.
enum class ClaimTest { figure, sum, growth, share, scenario };

/// `rounding`: recomputed it is another number, but the tolerances of all figures together may be why.
enum class ClaimVerdict { rounding, conflict };

/// A figure that is not what it should be.
struct ClaimConflict {
  std::size_t claim = 0;  ///< index into Ledger::claims
  ClaimTest test = ClaimTest::figure;
  ClaimVerdict verdict = ClaimVerdict::conflict;
  double expected = 0;     ///< in the claim's unit, as are the next and `explained`
  double difference = 0;   ///< the claim's value less what is expected
  double relative = 0;     ///< over the size of what is expected; infinite where that is 0
  double explained = 0;    ///< how much of the difference the tolerances may be at most
  std::string derivation;  ///< `823 + 254 + 94`
};

/// The claims of a scenario, and what is wrong with them: in the order of the claims, those among figures before those with the model.
struct Ledger {
  std::vector<ClaimSummary> claims;
  std::vector<ClaimConflict> conflicts;
};

/// `figure`, `sum`, ... and `rounding`, `conflict`: their names in result files.
std::string name(ClaimTest test);
std::string name(ClaimVerdict verdict);

}  // namespace cellcast::sim
