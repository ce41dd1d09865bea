#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/decide/choice.hpp"
#include "sim/engine/options.hpp"
#include "sim/questions/events.hpp"
#include "sim/questions/factors.hpp"

namespace cellcast::sim {

/// What is known before choosing, and what that is worth.
struct KnownFactor {
  std::string name;
  std::vector<std::string> inputs;  ///< of one input itself
  Estimate value;                   ///< expected value of (partial) perfect information about it, in units of the payoff; >= 0
};

struct Decision {
  Choice choice;
  std::vector<KnownFactor> known;  ///< inputs in the plans' order, then groups; none where the worst payoffs decide
};

/// How an option is preferred to another.
struct Preference {
  bool is_smaller_better = false;
  std::optional<double> alpha{};  ///< by the mean of this share of the trials, the worst, (0, 1]; empty: by the mean
};

/// What each option pays, [option][trial].
using PayoffTable = std::vector<std::vector<double>>;

/// The value of output `row` in each trial. Adds to `not_finite` what is none. Throws Stopped.
std::vector<double> payoffs_of(const Plan& plan, std::size_t row, NotFiniteCount& not_finite, const RunOptions& options);

/// How much a decision among these options tells its progress of.
std::uint64_t trials_to_look_at(std::span<const Plan> plans);

/// Of plans of a batch, an option each, with the same draws. options.progress is told of trials of factors that were looked at, of
/// trials_to_look_at. The same bits on any number of threads. Throws Stopped. Precondition: two options or more, two trials or more,
/// payoffs finite.
Decision decide(std::span<const Plan> plans, PayoffTable payoffs, const Preference& preference, const RunOptions& options);

}  // namespace cellcast::sim
