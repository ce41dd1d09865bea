#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "config/sections.hpp"
#include "config/suggest.hpp"

namespace cellcast::config {

namespace {

/// What names a correlation may give.
class InputNames {
 public:
  explicit InputNames(const Scenario& scenario) : scenario_(scenario) {
    for (const Number* number : numbers(scenario)) {
      places_.emplace(number->path, number);
      if (std::holds_alternative<Distribution>(number->value)) uncertain_.push_back(number->path);
    }
    for (std::string& name : shock_names(scenario)) {
      shocks_.insert(name);
      uncertain_.push_back(std::move(name));
    }
  }

  /// Complains unless the word names an uncertain input or a shock.
  bool check(const Word& word, Report& report) const {
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
                   "give it a distribution, or remove the pair");
    }
    return false;
  }

 private:
  bool unknown(const Word& word, Report& report) const {
    if (report.partial()) return false;
    const bool is_shock = word.text.starts_with("shock.");
    const std::string& base = std::to_string(scenario_.horizon.base_year + 1);
    if (is_shock && scenario_.horizon.end_year == 0) return false;  // no horizon: reported
    report.missing(word.place, word.text, "unknown input `" + word.text + "`",
                   is_shock ? "shocks are shock.common[YEAR], shock.SEGMENT[YEAR] and shock.material[YEAR], " + base + " to " +
                                  std::to_string(scenario_.horizon.end_year)
                            : "an uncertain input is named by its path",
                   did_you_mean(word.text, uncertain_));
    return false;
  }

  const Scenario& scenario_;
  std::unordered_map<std::string, const Number*> places_;
  std::vector<std::string> uncertain_;
  std::set<std::string> shocks_;
};

/// Exactly one of rank and pearson.
bool read_coefficient(const Section& section, Reader& reader, Correlation& out) {
  const bool has_rank = section.find("rank") != nullptr, has_pearson = section.find("pearson") != nullptr;
  if (has_rank && has_pearson) {
    reader.report().error(section.find("pearson")->key, "both `rank` and `pearson`", "a pair has one of them", "remove one");
    return false;
  }
  if (!has_rank && !has_pearson) {
    const std::string path = reader.report().partial() ? "" : section.path + ".rank";
    reader.report().missing(section.place, path, "a correlation without `rank` or `pearson`", "", "add `rank = ...`");
    return false;
  }
  out.rank = has_rank;
  out.rank_or_pearson = reader.constant(section, has_rank ? "rank" : "pearson");
  return !std::isnan(out.rank_or_pearson);
}

}  // namespace

void read_correlations(const Section& root, Reader& reader, Scenario& scenario) {
  const Node* list = root.find("correlations");
  if (list == nullptr || list->kind != Kind::array) return;
  const InputNames names(scenario);
  std::set<std::pair<std::string, std::string>> pairs;
  for (const Node& item : list->children) {
    if (item.kind != Kind::table) continue;
    const Section section{&item, "correlations", item.place};
    Correlation correlation;
    bool is_good = read_coefficient(section, reader, correlation);
    const std::vector<Word> between = reader.words(section, "between");
    const Node* node = section.find("between");
    if (between.size() != 2) {
      if (node != nullptr && node->kind == Kind::array && node->children.size() != 2)
        reader.report().error(node->place, "`correlations.between` must name two inputs", "found " + std::to_string(node->children.size()));
      continue;
    }
    for (const Word& word : between) is_good &= names.check(word, reader.report());
    if (between[0].text == between[1].text) {
      reader.report().error(between[1].place, "`" + between[1].text + "` is paired with itself", "", "name two different inputs");
      continue;
    }
    if (!pairs.insert(std::minmax(between[0].text, between[1].text)).second) {
      reader.report().error(node->place, "this pair of inputs is correlated already", "each pair stands once", "remove one");
      continue;
    }
    if (!is_good) continue;
    correlation.first = between[0].text;
    correlation.second = between[1].text;
    correlation.place = node->place;
    scenario.correlations.push_back(std::move(correlation));
  }
}

}  // namespace cellcast::config
