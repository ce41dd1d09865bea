#pragma once

#include <string>

#include "output/report/selection.hpp"
#include "output/sweep/sweep_reader.hpp"

namespace cellcast::output {

/// For each selected cell a table of its mean and percentiles by point, in aligned columns for a terminal (UTF-8), with a heading. Throws
/// ReadError and SelectionError.
std::string sweep_table(const SweepReader& sweep, const Selection& selection = {});

}  // namespace cellcast::output
