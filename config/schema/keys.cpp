#include "config/schema/keys.hpp"

#include <algorithm>

#include "config/scenario/distribution.hpp"
#include "config/schema/key_table.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

namespace {

bool is_year(std::string_view word) {
  return !word.empty() && word.front() != '0' && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool matches(std::string_view pattern, std::string_view word) {
  return pattern == "*" ? is_name(word) : pattern == "YEAR" ? is_year(word) : pattern == word;
}

const std::vector<Key>& all_keys() {
  static const std::vector<Key> keys = key_table();
  return keys;
}

/// The patterns, divided at their dots.
using Patterns = std::vector<std::vector<std::string_view>>;

const Patterns& patterns() {
  static const Patterns divided = [] {
    Patterns out;
    for (const Key& key : all_keys()) out.push_back(split(key.pattern));
    return out;
  }();
  return divided;
}

bool starts_with(const std::vector<std::string_view>& pattern, std::span<const std::string_view> parts) {
  return pattern.size() >= parts.size() && std::equal(parts.begin(), parts.end(), pattern.begin(),
                                                      [](std::string_view part, std::string_view of) { return matches(of, part); });
}

}  // namespace

std::span<const Key> keys() { return all_keys(); }

const Key* find_key(std::span<const std::string_view> parts) {
  const Patterns& known = patterns();
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i].size() == parts.size() && starts_with(known[i], parts)) return &all_keys()[i];
  return nullptr;
}

const Key* find_key(std::string_view path) { return find_key(split(path)); }

std::string unit_of(std::string_view path) {
  for (std::string_view key = path; !key.empty(); key = key.substr(0, key.rfind('.'))) {
    if (const Key* known = find_key(key); known != nullptr) return known->unit.empty() ? "1" : std::string(known->unit);
    if (key.find('.') == std::string_view::npos) break;
  }
  return "1";
}

bool is_list_of_tables(std::string_view path) {
  return path == "correlations" || path == "factors" || path == "claims" || path == "observations";
}

std::vector<std::string> names_below(std::span<const std::string_view> parts) {
  std::vector<std::string> names;
  for (const auto& pattern : patterns()) {
    if (pattern.size() <= parts.size() || !starts_with(pattern, parts)) continue;
    const std::string name(pattern[parts.size()]);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string text(const Interval& interval) {
  const auto number = [](double x) {
    if (x == kSeed.high) return std::string("2^63 - 1");
    if (x == kTrials.high) return std::string("2^32");
    const std::string out = text(x);
    return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
  };
  const bool unbounded_low = interval.low == -kInfinity, unbounded_high = interval.high == kInfinity;
  if (unbounded_low && unbounded_high) return "";
  if (interval.low == interval.high) return number(interval.low);
  if (unbounded_high) return (interval.low_open ? "> " : ">= ") + number(interval.low);
  if (unbounded_low) return (interval.high_open ? "< " : "<= ") + number(interval.high);
  return (interval.low_open ? "(" : "[") + number(interval.low) + ", " + number(interval.high) + (interval.high_open ? ")" : "]");
}

bool contains(const Interval& outer, const Interval& inner) {
  const bool low = inner.low > outer.low || (inner.low == outer.low && (inner.low_open || !outer.low_open));
  const bool high = inner.high < outer.high || (inner.high == outer.high && (inner.high_open || !outer.high_open));
  return low && high;
}

}  // namespace cellcast::config
