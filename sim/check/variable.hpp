#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/scenario.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// The output variable of a name; adds an error at the place where there is none, or the scenario lacks the table that it comes with.
std::optional<VariableId> check_variable(const std::string& name, const config::Place& place, const config::Scenario& scenario,
                                         std::vector<config::Diagnostic>& out);

/// Whether a run keeps an output variable; adds an error at the place where it does not.
bool check_kept(const config::Outputs& outputs, const std::string& name, const config::Place& place, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
