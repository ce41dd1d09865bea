#pragma once

#include <string>

#include "sim/engine/replay/find_trial.hpp"

namespace cellcast::study {

/// The output of a name, the model's or derived. Throws NoSuchOutput, with the one that was probably meant.
sim::VariableId output_variable(const std::string& name, const sim::Labels& labels);

/// The quantile of one output, as a user names it.
struct WantedQuantile {
  std::string variable, index;  ///< index: empty where it is not given
  int year;         ///< 0 where it is not given, as of an output without years
  double quantile;  ///< (0, 1)
};

/// Throws NoSuchOutput, with what there is, where the scenario has no such output.
sim::QuantileAddress quantile_address(const WantedQuantile& wanted, const sim::Labels& labels);

}  // namespace cellcast::study
