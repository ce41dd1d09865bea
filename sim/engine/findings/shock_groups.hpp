#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// Names of the shocks of one kind, of which there are several: `shock.power[2025]` is of `shock.power`.
struct ShockGroup {
  std::string name;
  std::vector<std::size_t> inputs;
};
std::vector<ShockGroup> shock_groups(const std::vector<Input>& inputs);

}  // namespace cellcast::sim
