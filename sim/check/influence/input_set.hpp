#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// A set of at most 64 inputs, or groups of inputs: a bit each.
using InputSet = std::uint64_t;

/// The bits of an uncertain input or shock, by its name; none where it is not asked about.
using InputBits = std::function<InputSet(const std::string& name)>;

/// An output cell: its variable, its place among the labels but the year (row-major), its year counted from the base year, and the inputs
/// that may act on it.
using InfluenceSink = std::function<void(VariableId variable, std::size_t row, std::size_t year, InputSet inputs)>;

}  // namespace cellcast::sim
