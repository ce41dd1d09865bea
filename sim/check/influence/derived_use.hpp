#pragma once

#include <set>
#include <string>

#include "config/scenario/scenario.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// What derived outputs are computed of, one through the other.
struct DerivedUse {
  std::set<VariableId> outputs;  ///< of the model
  std::set<std::string> inputs;  ///< names of uncertain inputs and shocks that `input` names, a shared draw's as that of its variable
};

/// Of all derived outputs, or of those that `outputs.variables` keeps. Precondition: the scenario was read without an error.
DerivedUse derived_use(const config::Scenario& scenario);
DerivedUse kept_derived_use(const config::Scenario& scenario);

}  // namespace cellcast::sim
