#include "config/read/reader_hints.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/suggest.hpp"
#include "config/read/usual_bounds.hpp"
#include "config/toml/date_slips.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

/// How to write the day that stands there in another form.
std::string date_hint(const Node& node) {
  std::string day;
  if (node.kind == Kind::text) day = written_day(node.text);
  if (node.kind == Kind::integer) day = written_day(std::to_string(node.integer));
  if (node.kind == Kind::integer && node.integer >= 1900 && node.integer <= 2200) day = std::to_string(node.integer) + "-01-01";
  if (day.empty()) day = "the day as 2024-09-27";
  return "write " + day + (node.kind == Kind::text ? ", without quotes" : "");
}

/// Whether what stands for true or false means false.
bool is_no(const Node& node) {
  const std::vector<std::string> words{"false", "no", "off", "0"};
  if (node.kind == Kind::text)
    return std::ranges::any_of(words, [&](const std::string& word) { return base::edit_distance(word, node.text) == 0; });
  return node.is_number() && node.number() == 0;
}

bool is_fraction(const Key& key) {
  return key.unit == "1" || key.unit == "1/year" || key.unit == "of base capacity";
}

/// Of those that are given.
double average(const Percentiles& percentiles) {
  double sum = 0, count = 0;
  for (const double value : percentiles.values())
    if (!std::isnan(value)) sum += value, ++count;
  return sum / count;
}

/// Where the distribution lies: the middle of its support, of a law without ends its centre, or NaN.
double middle(const Distribution& distribution) {
  const Interval inside = support(distribution);
  if (std::isfinite(inside.low) && std::isfinite(inside.high)) return (inside.low + inside.high) / 2;
  if (const auto* normal = std::get_if<Normal>(&distribution.law)) return normal->mean;
  if (const auto* lognormal = std::get_if<Lognormal>(&distribution.law)) return lognormal->median;
  if (const auto* lognormal = std::get_if<LognormalMoments>(&distribution.law)) return lognormal->mean;
  if (const auto* percentiles = std::get_if<NormalPercentiles>(&distribution.law)) return average(*percentiles);
  if (const auto* percentiles = std::get_if<LognormalPercentiles>(&distribution.law)) return average(*percentiles);
  if (const auto* student = std::get_if<StudentT>(&distribution.law)) return student->location;
  if (const auto* metalog = std::get_if<Metalog>(&distribution.law)) return metalog->p50;
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::string allowed(const Key& key) {
  const std::string range = text(key.range);
  const bool has_unit = !key.unit.empty() && key.unit != "1";
  return range.empty() ? "" : "allowed: " + range + (has_unit ? " " + std::string(key.unit) : "");
}

std::string percent_hint(double value, const Key& key) {
  const double fraction = value / 100;
  if (!is_fraction(key) || std::abs(value) <= 1 || !contains(key.range, {fraction, fraction})) return "";
  return "did you mean " + text(fraction) + "? (20 % is 0.2)";
}

std::string support_text(const Interval& interval) {
  return (interval.low_open ? "(" : "[") + text(interval.low) + ", " + text(interval.high) + (interval.high_open ? ")" : "]");
}

std::string bound_hint(const Distribution& distribution, const Key& key) {
  const Interval& range = key.range;
  const Interval inside = support(distribution);
  if (const double centre = middle(distribution); centre > range.high) {
    const bool is_bounded = std::isfinite(inside.low) && std::isfinite(inside.high);
    const Interval hundredth = is_bounded ? Interval{inside.low / 100, inside.high / 100} : Interval{centre / 100, centre / 100};
    return is_fraction(key) && contains(range, hundredth) ? "did you mean a hundredth of it? (20 % is 0.2)" : "";
  }
  if (std::holds_alternative<Discrete>(distribution.law) || std::holds_alternative<Empirical>(distribution.law) ||
      std::holds_alternative<EmpiricalData>(distribution.law))
    return "";
  if (std::holds_alternative<Mixture>(distribution.law)) return "bound the components that leave it by their own `min` and `max`";
  const bool is_low = contains(range, {inside.low, range.high, inside.low_open, range.high_open});
  const bool is_high = contains(range, {range.low, inside.high, range.low_open, inside.high_open});
  if (is_low && is_high) return "";
  const std::vector<std::string> bounds = usual_bounds(distribution, range, !is_low, !is_high);
  return "add " + bounds.front() + (bounds.size() > 1 ? " and " + bounds.back() : "");
}

std::string type_hint(const Node& node, std::string_view expected) {
  const double value = node.kind == Kind::text   ? number_of(node.text)
                       : node.kind == Kind::real ? node.real
                                                 : std::numeric_limits<double>::quiet_NaN();
  const bool is_whole = std::abs(value) < 1e15 && value == std::floor(value);
  if (node.kind == Kind::text && expected == "a number" && std::isfinite(value)) return "write " + node.text + " without quotes";
  if (node.kind == Kind::text && expected == "a number" && node.text.ends_with('%')) return "write a fraction: 0.5 for 50 %";
  if (expected == "true or false")
    return std::string("write ") + (is_no(node) ? "false" : "true") + (node.kind == Kind::text ? ", without quotes" : "");
  if (node.kind == Kind::time && expected == "a date") return "write the day only";
  if (expected == "a date") return date_hint(node);
  if (expected == "an integer" && is_whole)
    return "write " + std::to_string(static_cast<std::int64_t>(value)) + (node.kind == Kind::text ? ", without quotes" : "");
  if (expected == "a list") return "write it in brackets: [...]";
  if (node.kind == Kind::table && expected == "a number") return "write a number, `{ dist = ... }` or `{ var = ... }`";
  if (expected == "a text" && node.kind != Kind::table && node.kind != Kind::array) return "write it in quotes";
  return {};
}

}  // namespace cellcast::config
