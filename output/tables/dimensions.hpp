#pragma once

#include <string>
#include <vector>

#include "output/report/selection.hpp"

namespace cellcast::output {

/// The dimensions, besides the year, that some of the selected cells have: a column each.
std::vector<sim::Axis> dimensions_of(const std::vector<SelectedCell>& cells);

/// The labels of a cell along these; empty where its variable has not the dimension.
std::vector<std::string> labels_of(const sim::Labels& labels, const SelectedCell& cell, const std::vector<sim::Axis>& dimensions);

}  // namespace cellcast::output
