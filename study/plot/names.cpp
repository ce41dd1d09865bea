#include "study/plot/names.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "chart/draw/words.hpp"
#include "config/load/load.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::study {
namespace {

/// What the table of keys says only together with its place in the file.
struct Said {
  std::string_view pattern, words;
};
constexpr std::array kSaid{
    Said{"tariffs.*.rate", "duty"},
    Said{"quotas.*.limit", "quota"},
    Said{"segments.*.growth.drivers.*.rate", "growth"},
    Said{"segments.*.growth.drivers.*.base", "level in the base year"},
    Said{"segments.*.growth.rate", "growth of demand"},
    Said{"segments.*.growth.volatility", "size of yearly demand shocks"},
    Said{"segments.*.growth.persistence", "persistence of demand shocks"},
    Said{"segments.*.price_elasticity", "price elasticity of demand"},
    Said{"economy.material_price.persistence", "persistence of the material price"},
    Said{"economy.material_price.volatility", "size of yearly shocks to the material price"},
    Said{"economy.material_price.drift", "drift of the material price"},
    Said{"economy.material_price.news.YEAR", "material price"},
    Said{"segments.*.supply.announced.YEAR", "announced capacity"},
    Said{"segments.*.supply.realization", "share of announced capacity that is built"},
    Said{"segments.*.cost.learning_rate", "learning rate"},
    Said{"segments.*.markets.*.growth_premium", "growth over the segment's"},
    Said{"segments.*.markets.*.demand", "demand in the base year"},
    Said{"variables.*", ""},
};

std::string with_blanks(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c == '_') c = ' ';
  return text;
}

/// The meaning of a key without what it says of its use.
std::string first_clause(std::string_view meaning) {
  for (const std::string_view process : {"cagr and logistic: ", "drivers: ", "logistic: ", "cagr: "})
    if (meaning.starts_with(process)) meaning.remove_prefix(process.size());
  if (meaning.starts_with("its ")) meaning.remove_prefix(4);
  return std::string(meaning.substr(0, meaning.find(';')));
}

std::string meaning_of(const config::Key& key) {
  for (const Said& said : kSaid)
    if (said.pattern == key.pattern) return std::string(said.words);
  std::string pattern(key.pattern);
  const bool is_end = std::string_view(key.meaning).starts_with("the same in the end year");
  if (is_end && pattern.ends_with("_end")) pattern.resize(pattern.size() - 4);
  if (is_end && pattern.ends_with(".end")) pattern.replace(pattern.size() - 3, 3, "base");
  for (const config::Key& other : config::keys())
    if (is_end && other.pattern == pattern && other.pattern != key.pattern) return first_clause(other.meaning) + ", in the end year";
  return first_clause(key.meaning);
}

std::string shock(const Names& names, std::string_view kind) {
  if (kind == "common") return "Shocks to all demand";
  if (kind == "material") return "Shocks to the material price";
  const std::size_t dot = kind.find('.');
  if (dot != std::string_view::npos) return names.word(kind.substr(dot + 1)) + ": shocks";
  return names.word(kind) + ": demand shocks";
}

void replace(std::string& text, std::string_view what, const std::string& by) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
}

}  // namespace

config::Scenario scenario_of(const output::StoredResult& stored) {
  config::Loaded loaded = config::load(config::Source{"scenario", stored.provenance.scenario_resolved});
  const bool is_whole =
      std::ranges::none_of(loaded.diagnostics, [](const config::Diagnostic& d) { return d.severity == config::Severity::error; });
  return is_whole ? std::move(loaded.scenario) : config::Scenario{};
}

Names::Names(const output::StoredResult& stored) : Names(scenario_of(stored)) {}

Names::Names(const config::Scenario& scenario) {
  for (const config::Label& label : scenario.labels) labels_.emplace(label.key, label.text);
  if (!scenario.markets.empty()) home_ = word(scenario.markets[scenario.home()].name);
}

std::string Names::word(std::string_view name) const {
  if (const auto found = labels_.find(name); found != labels_.end()) return found->second;
  const std::size_t first = std::min(name.find('_'), name.size());
  const bool is_short = first == name.size() ? first <= 3 : first <= 2;  // `nmc`, `us_reciprocal`
  std::string text = with_blanks(name);
  for (std::size_t k = 0; is_short && k < first; ++k)
    if (text[k] >= 'a' && text[k] <= 'z') text[k] = static_cast<char>(text[k] - 'a' + 'A');
  return chart::sentence(text);
}

std::string Names::index(std::string_view joined) const {
  if (const auto found = labels_.find(joined); found != labels_.end()) return found->second;
  std::string text;
  for (const std::string_view part : config::split(joined))
    if (!part.empty()) text += (text.empty() ? "" : ", ") + word(part);
  return text;
}

/// A table, such as a whole tariff, or a parameter of a distribution.
std::string Names::of_part(std::string_view path, const std::vector<std::string_view>& parts) const {
  if (parts.size() < 2) return chart::sentence(with_blanks(path));
  if (!config::names_below(parts).empty()) return chart::sentence(with_blanks(parts.front())) + ": " + word(parts.back());
  const std::string_view whole = path.substr(0, path.rfind('.'));
  return config::find_key(whole) != nullptr ? input(whole) + ", " + std::string(parts.back()) : std::string(path);
}

std::string Names::of_key(std::string_view path) const {
  const std::vector<std::string_view> parts = config::split(path);
  const config::Key* key = config::find_key(parts);
  if (key == nullptr) return of_part(path, parts);
  const std::vector<std::string_view> pattern = config::split(key->pattern);
  std::string names, year;
  for (std::size_t k = 0; k < std::min(parts.size(), pattern.size()); ++k) {
    if (pattern[k] == "*") names += (names.empty() ? "" : ", ") + word(parts[k]);
    if (pattern[k] == "YEAR") year = " in " + std::string(parts[k]);
  }
  const std::string meaning = meaning_of(*key) + year;
  if (names.empty()) return chart::sentence(meaning);
  return meaning.empty() ? names : names + ": " + meaning;
}

std::string Names::input(std::string_view path) const {
  if (const auto found = labels_.find(path); found != labels_.end()) return found->second;
  if (!path.starts_with("shock.")) return of_key(path);
  const std::string_view kind = path.substr(6, path.find('[') == std::string_view::npos ? std::string_view::npos : path.find('[') - 6);
  const std::string year = path.find('[') == std::string_view::npos ? "" : " in " + std::string(path.substr(path.find('[') + 1, 4));
  return shock(*this, kind) + year;
}

std::string Names::output(const sim::Variable& variable, std::string_view joined) const {
  const auto found = labels_.find(variable.name);
  std::string text = found != labels_.end() ? found->second
                                            : chart::sentence(variable.long_name.empty() ? with_blanks(variable.name) : variable.long_name);
  if (!home_.empty() && found == labels_.end()) {
    replace(text, "home producers'", home_ + "'s producers'");
    replace(text, "home producers", home_ + "'s producers");
    replace(text, "Home producers", home_ + "'s producers");
    replace(text, "the home market", home_);
  }
  replace(text, ", all segments and markets", "");
  replace(text, ", all segments", "");
  const std::string its_index = index(joined);
  return text + (its_index.empty() ? "" : ", " + its_index);
}

std::string Names::finding(const sim::Variable& variable, std::string_view index) const {
  struct Verb {
    std::string_view variable, verb;
  };
  static constexpr std::array kVerbs{Verb{"total_production", " makes "}, Verb{"total_exports", " exports "},
                                     Verb{"total_capacity", " can make "}, Verb{"total_unmet", " falls short by "}};
  if (!home_.empty() && index.empty() && !labels_.contains(variable.name))
    for (const Verb& verb : kVerbs)
      if (verb.variable == variable.name) return home_ + std::string(verb.verb);
  return output(variable, index) + ": ";
}

}  // namespace cellcast::study
