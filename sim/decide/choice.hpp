#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/decide/blocks.hpp"

namespace cellcast::sim {

/// What each option pays in each trial, [option][trial], finite; more is better. The options are paired: a trial is one future for all.
using Payoffs = std::span<const std::span<const double>>;

/// What an option comes to.
struct OptionFigures {
  Estimate mean;
  double sd = 0;                ///< divisor n - 1
  double p5 = 0, p50 = 0, p95 = 0;  ///< the smallest x with F(x) >= p
  double best = 0;              ///< the probability that no other option pays more; those that pay the same share a trial equally [1]
  double regret = 0;            ///< mean of what the best option of each trial pays more
  std::optional<double> worst;  ///< mean of the worst payoffs, where that is what decides
};

/// Which option to choose, and what it would be worth to know everything before.
struct Choice {
  std::vector<OptionFigures> options;
  std::size_t best = 0;  ///< the option with the largest mean, or mean of the worst; of equal ones the first
  Estimate evpi;         ///< expected value of perfect information, in units of the payoff; >= 0
};

/// Mean, sd and quantiles of what an option pays; the rest is left at 0.
OptionFigures describe(std::span<const double> option, const Blocks& blocks);

/// By the mean. The expected value of perfect information is the mean of what the best option of each trial pays more than the one chosen
/// (Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, 4.5), that option's expected regret.
Choice choose(Payoffs payoffs, const Blocks& blocks);

/// By the mean of the worst payoffs, a share `alpha` of the trials, 0 < alpha <= 1. That of the trials' best payoffs less that of the option
/// chosen is what perfect information is worth.
Choice choose_by_worst(Payoffs payoffs, const Blocks& blocks, double alpha);

/// The mean of the alpha n worst of n payoffs, the last one in part: conditional value at risk (Rockafellar & Uryasev 2002, "Conditional
/// value-at-risk for general loss distributions", J. Banking & Finance 26, 1443-1471).
double worst_mean(std::span<const double> payoffs, double alpha);

}  // namespace cellcast::sim
