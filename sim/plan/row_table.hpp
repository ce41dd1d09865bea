#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/plan/calendar.hpp"
#include "sim/plan/plan.hpp"
#include "sim/random/laws/quantile.hpp"

namespace cellcast::sim {

/// Gives every number of the scenario its row.
class RowTable {
 public:
  RowTable(const config::Scenario& scenario, Plan& plan) : scenario_(scenario), plan_(plan) {}

  void add_input(std::string name, std::string unit, const config::Distribution& distribution) {
    input_rows_[name] = static_cast<Row>(plan_.inputs.size());
    plan_.inputs.push_back({std::move(name), std::move(unit), distribution, quantiles_.make(distribution), 0});
  }

  Row input(const std::string& name) const { return input_rows_.at(name); }

  /// All inputs must have been added: derived rows stand behind them.
  Row operator()(const config::Number& number) {
    if (const auto* value = std::get_if<double>(&number.value)) return constant(*value);
    if (std::holds_alternative<config::Distribution>(number.value)) return input(number.path);
    const auto& shared = std::get<config::Shared>(number.value);
    const config::Number& variable = scenario_.variables[shared.variable].number;
    if (const auto* value = std::get_if<double>(&variable.value)) return constant(*value * shared.scale + shared.offset);
    if (shared.scale == 1 && shared.offset == 0) return input(variable.path);
    return derived({input(variable.path), shared.scale, shared.offset});
  }

  /// The rows of a part's fields.
  template <template <class> class Part>
  void place(const Part<config::Number>& numbers, Part<Row>& out) {
    const auto from = Part<config::Number>::fields();
    const auto to = Part<Row>::fields();
    for (std::size_t i = 0; i < from.size(); ++i) out.*to[i].member = (*this)(numbers.*from[i].member);
  }

  /// Of those of a part that are given.
  template <template <class> class Part>
  void place_options(const Part<std::optional<config::Number>>& numbers, Part<std::optional<Row>>& out) {
    const auto from = Part<std::optional<config::Number>>::fields();
    const auto to = Part<std::optional<Row>>::fields();
    for (std::size_t i = 0; i < from.size(); ++i)
      if (const auto& number = numbers.*from[i].member) out.*to[i].member = (*this)(*number);
  }

  Row constant(double value) {
    const auto [found, is_new] = constants_.try_emplace(std::bit_cast<std::uint64_t>(value));
    if (is_new) found->second = derived({DerivedRow::kConstant, 0, value});
    return found->second;
  }

 private:
  Row derived(const DerivedRow& row) {
    plan_.derived.push_back(row);
    return static_cast<Row>(plan_.parameter_rows() - 1);
  }

  const config::Scenario& scenario_;
  Plan& plan_;
  QuantileFactory quantiles_;
  std::unordered_map<std::string, Row> input_rows_;
  std::unordered_map<std::uint64_t, Row> constants_;  ///< by the bits of the value
};

/// Whether a number is a constant of that value.
inline bool is_constant(const config::Number& number, double value) {
  const auto* constant = std::get_if<double>(&number.value);
  return constant && *constant == value;
}

/// [year - 1], of a kind of shock.
inline std::vector<Row> shock_rows(const config::Scenario& scenario, const RowTable& rows, const std::string& kind) {
  std::vector<Row> result;
  for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) {
    result.push_back(rows.input(shock_name(kind, year)));
  }
  return result;
}

}  // namespace cellcast::sim
