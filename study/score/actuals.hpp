#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/actuals/actuals.hpp"

namespace cellcast::study {

/// The file of actuals of a scenario, result or work folder: `actuals.csv` beside it, or else in the folder above. Throws base::Error where
/// there is neither.
std::string actuals_beside(const std::string& subject);

/// A file of actuals, its rows by what they are of.
class ActualsTable {
 public:
  /// Throws config::ScenarioError with all that is wrong, and config::InputError.
  explicit ActualsTable(const std::string& path);

  const config::Actuals& file() const { return actuals_; }
  /// Whether a row is the first of its number, which counts.
  bool is_first(const config::Actual& row) const;
  /// The first rows of a variable and index, on its basis, up to a year, as far back as each is there and > 0; in the order of years.
  std::vector<double> run_up_to(const std::string& variable, const std::string& index, int year) const;

 private:
  using Series = std::map<int, const config::Actual*>;

  config::Actuals actuals_;
  std::map<std::pair<std::string, std::string>, Series> first_;
};

}  // namespace cellcast::study
