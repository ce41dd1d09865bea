#pragma once

#include <span>
#include <vector>

#include "sim/engine/counts/counted.hpp"
#include "sim/stats/accumulate/accumulator.hpp"

namespace cellcast::sim {

/// How all numbers are counted, read off the leading trials. The levels of an output are the thresholds asked for; where the design has
/// replicates, then levels near the quantiles, and last one near the quantile that decides when to stop.
std::vector<BinPlan> plan_counting(const Plan& plan, const Counted& counted, Isa isa = best_isa());

/// Whether what a run counts in takes memory when it is first needed, as it has few trials, or all at once.
void set_length(const Plan& plan, BinPlan& bins);

/// The probabilities of quantiles near which the outputs of a run are counted.
std::vector<double> levels_wanted(const Plan& plan);
/// How one cell is counted, whose values in the leading trials these are: above the thresholds, and near the quantiles of some
/// probabilities.
BinPlan plan_cell(std::span<const double> pilot, std::span<const double> thresholds, std::span<const double> probabilities);

}  // namespace cellcast::sim
