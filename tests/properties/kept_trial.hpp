#pragma once

#include <array>
#include <cmath>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"

namespace cellcast::tests {

/// One trial of a run that was kept: its inputs and outputs by name and index.
class KeptTrial {
 public:
  KeptTrial(const config::Scenario& scenario, const sim::Results& results) : scenario_(&scenario), results_(&results) {
    for (const sim::Field& field : results.fields) fields_[static_cast<std::size_t>(field.id)] = &field;
    for (const sim::InputSummary& input : results.inputs) inputs_[input.name] = &input;
  }

  void go_to(std::size_t trial) { trial_ = trial; }
  std::size_t index() const { return trial_; }

  bool has(std::initializer_list<sim::VariableId> ids) const {
    for (const sim::VariableId id : ids)
      if (fields_[static_cast<std::size_t>(id)] == nullptr) return false;
    return true;
  }

  /// Outputs over [year], [segment or another][year] and [segment][market][year] or another two and the year.
  double at(sim::VariableId id, std::size_t year) const { return value(id, year); }
  double at(sim::VariableId id, std::size_t first, std::size_t year) const { return value(id, first * years() + year); }
  double at(sim::VariableId id, std::size_t first, std::size_t second, std::size_t year) const {
    return value(id, (first * along(sim::variable(id).axes[1]) + second) * years() + year);
  }

  /// A number of the scenario as this trial has drawn it.
  double draw(const config::Number& number) const {
    if (const auto* constant = std::get_if<double>(&number.value)) return *constant;
    if (const auto* shared = std::get_if<config::Shared>(&number.value))
      return shared->scale * draw(scenario_->variables[shared->variable].number) + shared->offset;
    return inputs_.at(number.path)->samples.at(trial_);
  }

  std::size_t years() const { return scenario_->horizon.years(); }

 private:
  std::size_t along(sim::Axis axis) const {
    return axis == sim::Axis::market    ? scenario_->markets.size()
           : axis == sim::Axis::segment ? scenario_->segments.size()
                                        : scenario_->ranks.size();
  }

  double value(sim::VariableId id, std::size_t cell) const {
    return fields_[static_cast<std::size_t>(id)]->samples.at(cell * static_cast<std::size_t>(results_->samples) + trial_);
  }

  const config::Scenario* scenario_;
  const sim::Results* results_;
  std::array<const sim::Field*, sim::kVariables> fields_{};
  std::map<std::string, const sim::InputSummary*> inputs_;
  std::size_t trial_ = 0;
};

}  // namespace cellcast::tests
