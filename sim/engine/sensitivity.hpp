#pragma once

#include <optional>
#include <vector>

#include "sim/engine/counted.hpp"
#include "sim/engine/run.hpp"

namespace cellcast::sim {

/// What drives the outputs to explain, in the leading ones of so many trials, which are computed again: to keep them during the run would
/// take memory that grows with it. Nothing where these are too few, or there is nothing to explain.
/// Throws Stopped where it was told to stop. Precondition: the outputs are finite.
std::optional<Sensitivity> find_drivers(const Plan& plan, const Counted& counted, std::uint64_t trials, const RunOptions& options);

/// Names of the shocks of one kind, of which there are several: `shock.power[2025]` is of `shock.power`.
struct ShockGroup {
  std::string name;
  std::vector<std::size_t> inputs;
};
std::vector<ShockGroup> shock_groups(const std::vector<Input>& inputs);

}  // namespace cellcast::sim
