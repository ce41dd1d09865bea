#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/claims/ledger.hpp"
#include "sim/model/labels.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

inline constexpr std::size_t kHistogramBins = 128;

/// The statistics of one output variable. A cell is one point of its dimensions, row-major in the order of Variable::axes (year last).
struct Field {
  VariableId id;
  std::size_t cells = 0;
  std::vector<double> mean, sd, min, max, mean_error;            ///< [cell]
  std::vector<double> quantiles, quantiles_low, quantiles_high;  ///< [cell][quantile]; bounds not-a-number where trials are too few for one
  std::vector<double> thresholds;                                ///< those asked for, may be empty
  std::vector<double> exceedance;                                ///< [cell][threshold]: P(X > threshold)
  std::vector<std::int64_t> histogram;                           ///< [cell][kHistogramBins], counts that sum to the trials
  std::vector<double> histogram_edges;                           ///< [cell][kHistogramBins + 1], not decreasing
  std::vector<double> samples;                                   ///< [cell][sample], the leading trials, may be empty
};

/// A statistic of every output variable, which has a group of its own in a result file.
struct Statistic {
  const char* name;     ///< of the field's member, of the group, and of the statistic in CSV
  const char* meaning;  ///< the group's long_name
  std::vector<double> Field::*values;
  bool has_missing = false;  ///< not-a-number where trials are too few
  int since = 0;  ///< minor version of the format that it came with; a field that was read from an older file has no values of it
};

/// One number per cell.
inline constexpr std::array kCellStatistics{
    Statistic{"mean", "mean over trials", &Field::mean},
    Statistic{"sd", "standard deviation over trials, divisor n - 1, 0 at one trial", &Field::sd},
    Statistic{"min", "smallest value of any trial", &Field::min},
    Statistic{"max", "largest value of any trial", &Field::max},
    Statistic{"mean_error", "standard error of the mean", &Field::mean_error},
};

/// One number per cell and probability.
inline constexpr std::array kQuantileStatistics{
    Statistic{"quantiles", "quantiles over trials, the smallest x with F(x) >= p", &Field::quantiles},
    Statistic{"quantiles_low", "lower end of the 95 % confidence interval of each quantile", &Field::quantiles_low, true},
    Statistic{"quantiles_high", "upper end of the 95 % confidence interval of each quantile", &Field::quantiles_high, true},
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

/// Why trials do not tell how well a number is known.
enum class Unknown { none, no_lower_bound, no_upper_bound, constant, zero };

/// How well a number is known: half the width of its 95 % confidence interval over the size of the estimate, or why one cannot tell.
struct RelativeError {
  double value = 0;  ///< infinite where it is not known
  Unknown why = Unknown::none;
};

/// How a run with a stopping rule ended.
struct StopOutcome {
  std::uint64_t trials = 0;
  RelativeError error{};    ///< at the end
  bool is_reached = false;  ///< else the run ended at the most trials allowed
};

/// A pair of correlated inputs: Spearman's rank correlation as asked for, and over all trials, places in a distribution known.
struct CorrelationSummary {
  std::string first, second;  ///< names of inputs
  double requested = 0, achieved = 0;
};

/// What a change of a scenario does to medians.
struct AttributedChange {
  std::string path;           ///< of the key or table that differs; empty for all that no change does alone
  std::string base, later;    ///< as TOML; empty where the scenario has none
  std::vector<double> shift;  ///< [cell], field after field
};

/// How a scenario differs from the base of its batch, trial by trial: its outputs minus the base's under the same draws, over the cells
/// that both have.
struct Difference {
  std::string digest{};            ///< of the values, where it was read from a file
  std::string base;                ///< the base's name
  std::int32_t shared_inputs = 0;  ///< inputs of the same name, which have the same draws
  Labels labels;
  std::vector<Field> fields;                            ///< one threshold, zero: its exceedance is P(later > base)
  std::vector<std::vector<double>> variance_reduction;  ///< [field][cell], variance of independent draws over that of paired ones
  std::vector<AttributedChange> changes{};              ///< see attribute
};

/// A number for each output and factor: [field][cell][factor].
using FactorNumbers = std::vector<std::vector<double>>;

/// What the trials of a run tell of what drives its outputs.
struct GivenDataIndices {
  std::vector<std::string> factors;                              ///< inputs, and the shocks of one kind taken together, `shock.power`
  FactorNumbers first_order, first_order_low, first_order_high;  ///< share of the variance, and its 95 % confidence interval
  FactorNumbers spearman;                                        ///< rank correlation
  FactorNumbers mean_low, mean_high;                             ///< mean output where the factor is in its lowest and highest tenth
};

/// What a design of its own tells.
struct DesignIndices {
  std::uint64_t points = 0;
  std::vector<std::string> factors;  ///< correlated inputs taken together
  FactorNumbers first_order, first_order_low, first_order_high;
  FactorNumbers total, total_low, total_high;  ///< total share, and its 95 % confidence interval
};

/// What drives the outputs of one year.
struct Sensitivity {
  std::uint64_t trials = 0;  ///< that it was read off
  Labels labels;
  std::vector<Field> fields;  ///< only what they are and how many cells they have
  GivenDataIndices given_data;
  std::optional<DesignIndices> design{};  ///< where one was asked for

  Sensitivity();  // what follows is defaulted in the source: every unit would make it again
  Sensitivity(const Sensitivity&);
  Sensitivity(Sensitivity&&) noexcept;
  Sensitivity& operator=(const Sensitivity&);
  Sensitivity& operator=(Sensitivity&&) noexcept;
  ~Sensitivity();
};

/// What a copula draws for a group of correlated inputs, besides what they draw themselves.
struct CopulaDraw {
  std::string name;
  std::int32_t dimension = 0;  ///< of the design, from 1
};

/// An observation beside what trials say of it, before and after they are weighted by all observations.
struct ObservationSummary {
  std::string variable, index;
  std::int32_t year = 0;
  bool relative = false;
  double value = 0, sd = 0;
  double prior_mean = 0, prior_sd = 0;
  double prior_place = 0;  ///< share of trials below the observed value
  double mean = 0, sd_after = 0;
};

/// An input, as the observations have it.
struct UpdatedInput {
  std::string name;
  double mean = 0, sd = 0;
  double shift = 0;  ///< of its mean, in its own standard deviations before
  std::vector<double> quantiles;
};

/// What the observations make of the distributions: the same trials, weighted by their likelihood.
struct Update {
  std::string digest{};  ///< of the values, where it was read from a file
  double effective_trials = 0;
  Labels labels;
  std::vector<Field> fields;  ///< histograms count weights
  std::vector<UpdatedInput> inputs;
  std::vector<ObservationSummary> observations;
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
  std::optional<Sensitivity> sensitivity{};  ///< where it was asked for, and there are trials and outputs enough
  std::optional<Update> update{};            ///< where there are observations
  std::optional<Difference> difference{};    ///< of a later scenario of a batch
  std::vector<CopulaDraw> copula_draws{};    ///< under a Student-t copula, where the design has dimensions
  Ledger ledger{};                           ///< the scenario's claims

  Results();  // what follows is defaulted in the source: every unit would make it again
  Results(const Results&);
  Results(Results&&) noexcept;
  Results& operator=(const Results&);
  Results& operator=(Results&&) noexcept;
  ~Results();
};

}  // namespace cellcast::sim
