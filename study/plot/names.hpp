#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "output/result/result_reader.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::study {

/// The scenario that a result carries; an empty one where this program cannot read it.
config::Scenario scenario_of(const output::StoredResult& stored);

/// What things are called in charts, reports and tables: by the labels of a scenario, or else by what the table of keys and the list of
/// variables say of them.
class Names {
 public:
  Names() = default;
  explicit Names(const config::Scenario& scenario);
  /// Of the scenario that a result carries.
  explicit Names(const output::StoredResult& stored);

  /// A segment, market or other name of the user's: `us` is `US`, `grid_storage` is `Grid storage`.
  std::string word(std::string_view name) const;
  /// Labels joined by dots: `power.us` is `Power, US`.
  std::string index(std::string_view joined) const;
  /// An input or shock by its path: `segments.ess.growth.rate` is `ESS: growth of demand`.
  std::string input(std::string_view path) const;
  /// An output: `Price of China's producers, ESS`.
  std::string output(const sim::Variable& variable, std::string_view index) const;
  /// The same as the subject and verb of a sentence that a number follows: `China makes`, `World demand, power: `.
  std::string finding(const sim::Variable& variable, std::string_view index) const;
  /// The home market; empty where it is not known.
  const std::string& home() const { return home_; }

 private:
  std::string of_key(std::string_view path) const;
  std::string of_part(std::string_view path, const std::vector<std::string_view>& parts) const;

  std::map<std::string, std::string, std::less<>> labels_;
  std::string home_;
};

}  // namespace cellcast::study
