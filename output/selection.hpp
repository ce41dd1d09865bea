#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine/results.hpp"

namespace cellcast::output {

/// What a user wants to see of a result. Nothing: the headline variables at the end year; a variable without a year: all its years.
struct Selection {
  std::optional<std::string> variable;
  std::optional<int> year;
};

/// The selection names a variable or year that the result does not have; what() says which ones there are (exit code 64).
class SelectionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One cell of one variable. Points into the results it was chosen from.
struct SelectedCell {
  const sim::Field* field = nullptr;
  std::size_t cell = 0;
  std::string index;  ///< labels of all axes but the year, joined by dots
  int year = 0;
  std::string unit;
};

/// The unit of a variable's cell; each driver has its own.
std::string unit_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell);

/// `production power in 2030`, fit for a terminal.
std::string title(const SelectedCell& cell);

/// Throws SelectionError.
std::vector<SelectedCell> select(const sim::Results& results, const Selection& selection);
/// The same of any fields.
std::vector<SelectedCell> select(const sim::Labels& labels, const std::vector<sim::Field>& fields, const Selection& selection);

/// The field of a variable. Throws SelectionError.
const sim::Field& select_field(const sim::Results& results, const std::string& variable);

}  // namespace cellcast::output
