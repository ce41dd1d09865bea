#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// The output variable of a name; adds an error at the place where there is none.
std::optional<VariableId> check_variable(const std::string& name, const config::Place& place, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
