#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Some of many: none given means those that are usual.
template <class T>
struct Choice {
  std::vector<T> values{};

  Choice() = default;
  Choice(std::vector<T> all) : values(std::move(all)) {}
  Choice(const std::optional<T>& one) {
    if (one) values.push_back(*one);
  }
  template <std::convertible_to<T> U>
  Choice(const U& one) {
    values.push_back(one);
  }

  bool is_given() const { return !values.empty(); }
};

/// What a user wants to see of a result. Nothing: the headline variables at the end year; a variable without a year: all its years; an
/// index without a variable: the headline variables that have it, or else all that do.
struct Selection {
  Choice<std::string> variable{};
  Choice<int> year{};
  Choice<std::string> index{};  ///< labels besides the year, joined by dots; empty, or `total`, where a variable has none
  Choice<double> percentile{};  ///< (0, 100): quantiles to show
};

/// The selection names something that the result does not have; what() says what there is.
class SelectionError : public base::UsageError {
 public:
  using base::UsageError::UsageError;
};

/// One cell of one variable. Points into the results it was chosen from.
struct SelectedCell {
  const sim::Field* field = nullptr;
  const sim::Variable* variable = nullptr;  ///< that the field is of
  std::size_t cell = 0;
  std::string index;  ///< labels of all axes but the year, joined by dots
  int year = 0;       ///< 0 where the variable has no years
  std::string unit;
};

/// The unit of a variable's cell; each driver has its own.
std::string unit_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell);

/// `2030`, or `null` where a variable has no years.
std::string json_year(int year);

/// `production power in 2030`, fit for a terminal.
std::string title(const SelectedCell& cell);

/// Throws SelectionError.
std::vector<SelectedCell> select(const sim::Results& results, const Selection& selection);
/// The same of any fields.
std::vector<SelectedCell> select(const sim::Labels& labels, const std::vector<sim::Field>& fields, const Selection& selection);

/// The cells of whole variables: all that there are where the selection names none. Throws SelectionError.
std::vector<SelectedCell> select_all(const sim::Results& results, const Selection& selection);

/// The field of a variable. Throws SelectionError.
const sim::Field& select_field(const sim::Results& results, const std::string& variable);

}  // namespace cellcast::output
