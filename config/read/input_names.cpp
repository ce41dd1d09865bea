#include "config/read/input_names.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"

namespace cellcast::config {

InputNames::InputNames(const Scenario& scenario) : scenario_(scenario) {
  for (const Number* number : numbers(scenario)) {
    places_.emplace(number->path, number);
    if (std::holds_alternative<Distribution>(number->value)) uncertain_.push_back(number->path);
  }
  for (std::string& name : shock_names(scenario)) {
    shocks_.insert(name);
    uncertain_.push_back(std::move(name));
  }
}

bool InputNames::check(const Word& word, const std::string& what, Report& report) const {
  if (shocks_.contains(word.text)) return true;
  const auto place = places_.find(word.text);
  if (place == places_.end()) return unknown(word, report);
  const auto& value = place->second->value;
  if (std::holds_alternative<Distribution>(value)) return true;
  if (const auto* shared = std::get_if<Shared>(&value)) {
    const std::string& name = scenario_.variables[shared->variable].name;
    report.error(word.place, "`" + word.text + "` is no input of its own", "it draws on variable `" + name + "`",
                 "write \"variables." + name + "\"");
  } else if (!std::isnan(std::get<double>(value))) {  // NaN: its own error says it
    report.error(word.place, "`" + word.text + "` is a constant", "only uncertain inputs can be correlated",
                 "give it a distribution, or remove the " + what);
  }
  return false;
}

std::string InputNames::meant(const Word& word) const {
  if (shocks_.contains(word.text)) return word.text;
  const auto place = places_.find(word.text);
  if (place == places_.end()) return "";
  const auto* shared = std::get_if<Shared>(&place->second->value);
  return shared != nullptr ? "variables." + scenario_.variables[shared->variable].name : word.text;
}

bool InputNames::unknown(const Word& word, Report& report) const {
  if (report.partial()) return false;
  const bool is_shock = word.text.starts_with("shock.");
  if (is_shock && scenario_.horizon.end_year == 0) return false;  // no horizon: reported
  if (const std::string quiet = quiet_owner(word.text); !quiet.empty()) {
    report.error(word.place, "unknown input `" + word.text + "`", "`" + quiet + "` has no `volatility`, and so no shock",
                 "give it one, or remove it");
    return false;
  }
  report.unknown(word.place, word.text, "unknown input `" + word.text + "`", is_shock ? kinds() : "an uncertain input is named by its path",
                 base::did_you_mean(word.text, uncertain_));
  return false;
}

std::string InputNames::kinds() const {
  bool has_markets = false, has_producers = false;
  for (const std::string& kind : later_shock_kinds(scenario_)) (kind.starts_with("markets.") ? has_markets : has_producers) = true;
  std::vector<std::string> kinds{"shock.common[YEAR]", "shock.SEGMENT[YEAR]", "shock.material[YEAR]"};
  if (has_markets) kinds.emplace_back("shock.markets.NAME[YEAR]");
  if (has_producers) kinds.emplace_back("shock.producers.NAME[YEAR]");
  std::string out = "shocks are " + kinds.front();
  for (std::size_t k = 1; k < kinds.size(); ++k) out += (k + 1 == kinds.size() ? " and " : ", ") + kinds[k];
  return out + ", " + std::to_string(scenario_.horizon.base_year + 1) + " to " + std::to_string(scenario_.horizon.end_year);
}

std::string InputNames::quiet_owner(const std::string& shock) const {
  const std::string owner = shock.substr(0, shock.find('['));
  for (const Market& market : scenario_.markets)
    if (owner == "shock.markets." + market.name && !market.volatility) return "markets." + market.name;
  const std::vector<std::string> kinds = later_shock_kinds(scenario_);
  for (const Producer& producer : scenario_.producers) {
    const std::string kind = "producers." + producer.name;
    if (owner == "shock." + kind && std::ranges::find(kinds, kind) == kinds.end()) return kind;
  }
  return "";
}

}  // namespace cellcast::config
