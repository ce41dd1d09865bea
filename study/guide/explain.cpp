#include "study/guide/explain.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "config/scenario/law_forms.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"
#include "study/guide/key_example.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kLongestShown = 200;

/// `segments.*.price` as people read it.
std::string shown(std::string_view pattern) {
  std::string out;
  for (const char c : pattern) c == '*' ? out += "NAME" : out += c;
  return out;
}

std::string type_of(config::KeyType type) {
  using enum config::KeyType;
  switch (type) {
    case number:
      return "a number, which may be uncertain";
    case constant:
      return "a constant";
    case integer:
      return "an integer";
    case string:
      return "a text";
    case boolean:
      return "true or false";
    case date:
      return "a date";
    case numbers:
      return "a list of numbers";
    case integers:
      return "a list of integers";
    case strings:
      return "a list of texts";
    case names:
      return "a text, or a list of texts";
    case table:
      return "a table, which may be empty";
    case loadings:
      return "a table of constants";
    case labels:
      return "a table of texts";
  }
  return "";
}

KeyHelp help_of(const config::Key& key) {
  KeyHelp out;
  out.key = shown(key.pattern);
  out.type = type_of(key.type);
  out.unit = key.unit;
  out.range = config::text(key.range);
  for (const char c : key.choices) c == ' ' ? out.choices += ", " : out.choices += c;
  out.is_required = key.fallback.empty();
  if (key.fallback != "-") out.fallback = key.fallback;
  out.meaning = key.meaning;
  const KeyExample example = key_example(key);
  out.example = example.lines, out.source = example.source, out.place = example.place;
  return out;
}

LawHelp help_of(const config::Form& form) {
  std::vector<std::string> names;
  for (const config::Parameter& parameter : form.parameters)
    names.push_back(std::string(parameter.name) + (parameter.fallback.empty() ? "" : " = " + std::string(parameter.fallback)));
  return {std::string(form.dist), (form.picks > 0 ? "two of " + base::listed(names) : base::enumerated(names)), std::string(form.meaning), form.bounded};
}

/// `[segments.NAME]`, `[[claims]]` and blanks as the path alone.
std::string path_of(const std::string& wanted) {
  std::string out;
  for (const char c : wanted)
    if (c != '[' && c != ']' && c != ' ') out += c;
  return out;
}

/// Whether a part of a pattern stands for a part of a path.
bool stands_for(std::string_view part, std::string_view word) {
  const bool is_year = !word.empty() && std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
  return part == word || (part == "*" && !is_year && config::is_name(word)) || (part == "YEAR" && is_year);
}

/// Whether the words are the last parts of a pattern: its own names, the last of which is written out.
bool ends_so(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& words) {
  if (words.size() > pattern.size() || words.empty() || pattern.back() != words.back()) return false;
  return std::equal(words.rbegin(), words.rend(), pattern.rbegin(), [](std::string_view word, std::string_view part) { return stands_for(part, word); });
}

bool begins_so(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& words) {
  return words.size() < pattern.size() &&
         std::equal(words.begin(), words.end(), pattern.begin(), [](std::string_view word, std::string_view part) { return stands_for(part, word); });
}

/// Whether the words stand within a pattern, as the table `growth` does in `segments.NAME.growth.rate`.
bool is_within(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& words) {
  const auto at = std::ranges::find(pattern, words.front());
  return at != pattern.end() && begins_so({at, pattern.end()}, words);
}

/// All names by which something can be asked for.
std::vector<std::string> known() {
  std::vector<std::string> out;
  for (const config::Key& key : config::keys()) {
    out.push_back(shown(key.pattern));
    out.push_back(out.back().substr(out.back().rfind('.') + 1));
  }
  for (const config::Form& form : config::forms()) out.emplace_back(form.dist);
  return out;
}

/// What was probably meant: in a table that exists the nearest last part, with the user's own names; else the nearest of all.
std::string meant(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot != std::string::npos) {
    const std::string table = path.substr(0, dot), leaf = path.substr(dot + 1);
    const std::string nearest = base::nearest(leaf, config::names_below(config::split(table)));
    if (!nearest.empty()) return table + "." + nearest;
  }
  return base::nearest(path, known());
}

}  // namespace

Explanation explain(const std::string& wanted) {
  Explanation out;
  const std::string path = path_of(wanted);
  const std::vector<std::string_view> words = config::split(path);
  const auto take = [&](const auto& fits) {
    for (const config::Key& key : config::keys())
      if (fits(key)) out.keys.push_back(help_of(key));
    return !out.keys.empty();
  };
  const auto parts = [](const config::Key& key) { return config::split(key.pattern); };
  const config::Key* exact = config::find_key(path);
  if (exact == nullptr)
    for (const config::Key& key : config::keys())
      if (shown(key.pattern) == path || key.pattern == path) exact = &key;
  if (exact != nullptr) return out.keys.push_back(help_of(*exact)), out;
  for (const config::Form& form : config::forms())
    if (form.dist == path) out.laws.push_back(help_of(form));
  if (!out.laws.empty()) return out;
  if (!path.empty() && (take([&](const config::Key& key) { return begins_so(parts(key), words); }) ||
                        take([&](const config::Key& key) { return ends_so(parts(key), words) || is_within(parts(key), words); })))
    return out;
  const std::string nearest = meant(path), word = wanted.size() <= kLongestShown ? wanted : wanted.substr(0, kLongestShown) + "...";
  throw base::UsageError("there is no key '" + word + "' in scenarios" + (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
}

}  // namespace cellcast::study
