#pragma once

#include <span>

#include "sim/results/results.hpp"

namespace cellcast::output {

/// A number for each output and factor that has a group of its own below `sensitivity`, and a name in JSON.
template <class Indices>
struct SensitivityIndex {
  const char* group;
  const char* meaning;
  bool is_share;  ///< else in the output's own unit
  sim::FactorNumbers Indices::*values;
};

std::span<const SensitivityIndex<sim::GivenDataIndices>> given_data_indices();
std::span<const SensitivityIndex<sim::DesignIndices>> design_indices();

}  // namespace cellcast::output
