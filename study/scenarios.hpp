#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "config/load/load.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// Scenarios that cannot be used; what() is everything that is wrong with any of them, ready to print. One that cannot be read decides
/// the exit code: 66, else 65.
class BadScenarios : public std::runtime_error {
 public:
  enum class Kind { data, no_input };
  explicit BadScenarios(const std::string& what, Kind kind = Kind::data) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// Loads and checks scenarios and tells their warnings. All of them are read before a bad or a missing one fails. Throws BadScenarios.
std::vector<config::Scenario> load_all(const std::vector<std::string>& paths, const config::Overrides& overrides, const Watch& watch);

/// With a line feed at the end.
std::string whole_lines(std::string text);
void tell_warnings(const config::Scenario& scenario, const Watch& watch);

config::Scenario load_one(const std::string& path, const config::Overrides& overrides, const Watch& watch);

/// Throws BadScenarios where the scenarios are each valid, but do not make a batch.
void require_batch(const std::vector<config::Scenario>& scenarios);

/// The scenario that a result file holds, as resolved; `name` is what messages call it.
config::Scenario load_embedded(const std::string& name, const std::string& text, const config::Overrides& overrides, const Watch& watch);

}  // namespace cellcast::study
