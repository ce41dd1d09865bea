#pragma once

#include <functional>
#include <string>
#include <vector>

#include "output/report/percentiles.hpp"
#include "output/report/selection.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// What a table calls outputs and their labels, in words; without a function by their names.
struct CellNames {
  std::function<std::string(const sim::Variable&)> output{};
  std::function<std::string(const std::string& index)> index{};
};

/// What a table says of the run above its rows; empty parts are left out.
struct RunLabel {
  std::string name, title, method, seed;
  CellNames names{};
};

/// What stands above a table: name, title, trials, method, seed.
std::string heading(const sim::Results& results, const RunLabel& label);

/// What a row about a cell begins with: variable, index, year, unit, mean, sd; `scale` is as for readable.
std::vector<std::string> leading_cells(const SelectedCell& cell, double scale);

/// Percentiles and a sparkline per selected cell, in aligned columns for a terminal (UTF-8), with a heading. Throws SelectionError.
std::string table(const sim::Results& results, const RunLabel& label, const Selection& selection = {});

/// The same cells with everything known of each, as one JSON object with "schema": "cellcast-show-1". Throws SelectionError.
std::string table_json(const sim::Results& results, const RunLabel& label, const Selection& selection = {});

}  // namespace cellcast::output
