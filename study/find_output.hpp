#pragma once

#include <string>

#include "sim/engine/replay/find_trial.hpp"

namespace cellcast::study {

/// The output variable of a name. Throws NoSuchOutput, with the one that was probably meant.
sim::VariableId output_variable(const std::string& name);

/// The quantile of one output, as a user names it.
struct WantedQuantile {
  std::string variable, index;  ///< index: empty where it is not given
  int year;
  double quantile;  ///< (0, 1)
};

/// Throws NoSuchOutput, with what there is, where the scenario has no such output.
sim::QuantileAddress quantile_address(const WantedQuantile& wanted, const sim::Labels& labels);

}  // namespace cellcast::study
