#pragma once

#include <cstddef>

#include "config/scenario/scenario.hpp"
#include "sim/check/influence/input_set.hpp"

namespace cellcast::sim {

/// Follows inputs through the equations of docs/model.md, with sets of inputs in the place of numbers, and tells each output's. What is
/// left out cannot act on it in any trial; what is in need not. Precondition: the scenario was read without an error.
void trace_influence(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink);

/// How many cells and duties one call goes through: what it costs.
std::size_t influence_work(const config::Scenario& scenario);

}  // namespace cellcast::sim
