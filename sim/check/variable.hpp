#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// The output of a name; adds an error at the place where there is none, or the scenario lacks the table that it comes with. Nothing and no
/// error for a derived output whose own expression is wrong.
std::optional<VariableId> check_variable(const std::string& name, const config::Place& place, const Scope& scope,
                                         std::vector<config::Diagnostic>& out);

/// Whether a run keeps an output variable; adds an error at the place where it does not.
bool check_kept(const config::Outputs& outputs, const std::string& name, const config::Place& place, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
