#pragma once

#include <string>

#include "output/report/selection.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// What drives each selected output, in aligned columns for a terminal: its inputs by their share of the variance, `top` of them at most,
/// each with a bar, the share's 95 % confidence interval, the rank correlation and the means in the input's lowest and highest tenth.
/// Throws SelectionError.
std::string sensitivity_table(const sim::Sensitivity& sensitivity, const Selection& selection, std::size_t top);

/// All inputs and indices of the selected outputs, as one JSON object with "schema": "cellcast-sensitivity-1". Throws SelectionError.
std::string sensitivity_json(const sim::Sensitivity& sensitivity, const Selection& selection);

}  // namespace cellcast::output
