#pragma once

#include <optional>
#include <vector>

#include "sim/engine/counts/counted.hpp"
#include "sim/engine/options.hpp"

namespace cellcast::sim {

/// What drives the outputs to explain, in so many trials at most that are drawn independently whatever the run's design: leading points of
/// a Sobol net or a Latin hypercube are no independent sample, and what they have in common would look like dependence. Under Monte Carlo
/// they are the run's leading trials. Nothing where they are too few, or there is nothing to explain.
/// Throws Stopped where it was told to stop.
std::optional<Sensitivity> find_drivers(const Plan& run, const Counted& counted, std::uint64_t trials, const RunOptions& options);

/// The same of a plan that is not run besides.
std::optional<Sensitivity> find_drivers(const Plan& plan, const RunOptions& options);

/// First-order shares of these inputs in one output: [input], NaN where the trials cannot tell. Nothing where it was not explained.
std::optional<std::vector<double>> first_order_shares(const Sensitivity& sensitivity, const std::vector<Input>& inputs, VariableId id,
                                                      const CellName& cell);

}  // namespace cellcast::sim
