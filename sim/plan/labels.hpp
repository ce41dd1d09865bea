#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// The coordinates of a scenario's outputs.
Labels labels(const config::Scenario& scenario);

/// The indices of a variable, each once, in the order of its cells; none where it has no cells.
std::vector<std::string> indices(const Labels& labels, const Variable& variable);

/// The cell of a variable at labels joined by dots and a year; nothing where it has none.
std::optional<std::size_t> find_cell(const Labels& labels, const Variable& variable, const std::string& index, int year);

}  // namespace cellcast::sim
