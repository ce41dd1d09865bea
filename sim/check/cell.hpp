#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {

/// Where a scenario names one number of an output variable.
struct CellReference {
  const std::string& index;
  std::optional<int> year;
  config::Place variable_place, index_place, year_place;  ///< line 0 of an index that could not be read: reported
  std::string advice;                                     ///< to somebody who names a year outside the horizon
};

/// Adds an error where a year that the scenario names is outside its horizon; nothing where either is missing, or may be.
void check_year(int year, const config::Place& place, const config::Scenario& scenario, std::vector<config::Diagnostic>& out,
                const std::string& advice = "");

/// Adds an error where the variable has no such index, or the scenario no such year; nothing where a part of it was not read, which
/// may have them. `labels` are the scenario's.
void check_cell(const CellReference& cell, const config::Scenario& scenario, const Labels& labels, const Variable& variable,
                std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
