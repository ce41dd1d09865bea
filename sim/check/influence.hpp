#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "config/scenario/scenario.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// A set of at most 64 inputs, or groups of inputs: a bit each.
using InputSet = std::uint64_t;

/// The bits of an uncertain input or shock, by its name; none where it is not asked about.
using InputBits = std::function<InputSet(const std::string& name)>;

/// An output cell: its variable, its place among the labels but the year (row-major), its year counted from the base year, and the inputs
/// that may act on it.
using InfluenceSink = std::function<void(VariableId variable, std::size_t row, std::size_t year, InputSet inputs)>;

/// Follows inputs through the equations of docs/model.md, with sets of inputs in the place of numbers, and tells each output's. What is
/// left out cannot act on it in any trial; what is in need not. Precondition: the scenario was read without an error.
void trace_influence(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink);

/// How many cells and duties one call goes through: what it costs.
std::size_t influence_work(const config::Scenario& scenario);

}  // namespace cellcast::sim
