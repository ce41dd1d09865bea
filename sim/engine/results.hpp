#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/ledger.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// The coordinates of a run, in the order of the scenario file.
struct Labels {
  std::vector<std::string> segments, markets, chemistries, materials;
  std::vector<std::string> drivers;       ///< `segment.driver`
  std::vector<std::string> driver_units;  ///< [driver]
  std::vector<std::int32_t> years;

  /// Labels along an axis; years as text.
  std::vector<std::string> along(Axis axis) const;
  std::size_t size(Axis axis) const;
};

/// One point of a variable's dimensions.
struct CellName {
  std::string index;  ///< labels of all axes but the year, joined by dots; empty where there are none
  int year = 0;
};
/// [cell], row-major in the order of the variable's axes.
std::vector<CellName> cell_names(const Labels& labels, const Variable& variable);

inline constexpr std::size_t kHistogramBins = 128;

/// The statistics of one output variable. A cell is one point of its dimensions, row-major in the order of Variable::axes (year last).
struct Field {
  VariableId id;
  std::size_t cells = 0;
  std::vector<double> mean, sd, min, max, mean_error;            ///< [cell]
  std::vector<double> quantiles, quantiles_low, quantiles_high;  ///< [cell][quantile]
  std::vector<double> thresholds;                                ///< those asked for, may be empty
  std::vector<double> exceedance;                                ///< [cell][threshold]: P(X > threshold)
  std::vector<std::int64_t> histogram;                           ///< [cell][kHistogramBins], counts that sum to the trials
  std::vector<double> histogram_edges;                           ///< [cell][kHistogramBins + 1], not decreasing
  std::vector<double> samples;                                   ///< [cell][sample], the leading trials, may be empty
};

/// One uncertain input or shock, as drawn.
struct InputSummary {
  std::string name;
  std::string distribution;  ///< its text
  std::string unit;
  double mean = 0, sd = 0;
  std::vector<double> quantiles;  ///< [quantile]
  std::vector<double> samples;    ///< [sample]
  std::int32_t dimension = 0;     ///< of the design, from 1; 0 where there are none, under Monte Carlo
};

/// How a run with a stopping rule ended.
struct StopOutcome {
  std::uint64_t trials = 0;
  double relative_error = 0;  ///< half the width of the confidence interval over the size of the estimate, at the end
  bool is_reached = false;    ///< else the run ended at the most trials allowed
};

/// A pair of correlated inputs: Spearman's rank correlation as asked for, and over all trials, places in a distribution known.
struct CorrelationSummary {
  std::string first, second;  ///< names of inputs
  double requested = 0, achieved = 0;
};

/// What a run found: everything a result file holds besides the scenario itself. A variable without cells (no chemistry, no driver)
/// has no field.
struct Results {
  std::uint64_t trials = 0;
  std::uint64_t samples = 0;     ///< leading trials kept
  double confidence_factor = 0;  ///< standard errors of the mean to either end of its 95 % confidence interval
  Labels labels;
  std::vector<double> probabilities;  ///< of the quantiles
  std::vector<Field> fields;          ///< in the order of VariableId, only those asked for
  std::vector<InputSummary> inputs;   ///< uncertain numbers in the file's order, then the shocks
  std::optional<StopOutcome> stop;    ///< where there is a rule
  std::vector<CorrelationSummary> correlations{};
  Ledger ledger{};  ///< the scenario's claims
};

}  // namespace cellcast::sim
