#pragma once

#include <string>

#include "cli/parse/arguments.hpp"
#include "sim/engine/replay/find_trial.hpp"

namespace cellcast::cli {

/// The output variable of a name. Throws UsageError, with the one that was probably meant.
sim::VariableId output_variable(const std::string& name);

/// The output that `--variable`, `--index` and `--year` name, and `--quantile`. Throws UsageError, with what there is.
sim::QuantileAddress quantile_address(const TraceArguments& arguments, const sim::Labels& labels);

}  // namespace cellcast::cli
