#include "config/sweep/sweep_axes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "config/read/reader.hpp"
#include "config/scenario/day.hpp"
#include "config/schema/unknown_keys.hpp"
#include "config/toml/scan.hpp"

namespace cellcast::config {
namespace {

constexpr std::size_t kMostAxes = 20, kMostKeys = 200;

bool is_value(const Node& node) {
  return node.is_number() || node.kind == Kind::text || node.kind == Kind::boolean || node.kind == Kind::date;
}

class AxisReader {
 public:
  AxisReader(const Node& node, std::optional<SweepDesign> design, Report& report)
      : node_(node), path_("axes." + node.name), design_(design), report_(report) {}

  SweepAxis read() {
    axis_.name = node_.name;
    axis_.place = node_.key;
    if (node_.kind != Kind::table) {
      report_.error(node_.place, "`" + path_ + "` must be a table", "found " + describe(node_));
      return axis_;
    }
    read_keys();
    if (design_) read_what(*design_);
    return std::move(axis_);
  }

 private:
  void read_what(SweepDesign design) {
    if (design == SweepDesign::latin_hypercube || design == SweepDesign::sobol) return read_distribution();
    if (design == SweepDesign::list) return refuse_unknown(node_, {"key", "keys"}, path_, report_);
    refuse_unknown(node_, {"key", "keys", "values", "from", "to", "steps"}, path_, report_);
    const auto has = [&](const char* name) { return node_.find(name) != nullptr; };
    const bool is_range = !has("values") && (has("from") || has("to") || has("steps"));
    if (has("values")) read_values();
    if (is_range) read_range();
    if (design == SweepDesign::grid) is_range ? refuse_flat_range() : refuse_repeated();
    if (is_range || has("values")) return;
    report_.missing(node_.place, path_ + ".values", "`" + path_ + "` has no values", "", "give `values`, or `from`, `to` and `steps`");
  }

  void read_keys() {
    const Node *key = node_.find("key"), *keys = node_.find("keys");
    if ((key == nullptr) == (keys == nullptr)) {
      return report_.missing(key != nullptr ? keys->key : node_.place, path_ + ".key",
                             "`" + path_ + "` needs `key` or `keys`, and not both", "",
                             "name the key of the scenario that it sets, as in `key = \"segments.power.price\"`");
    }
    if (key != nullptr) return add_key(*key);
    if (keys->kind != Kind::array || keys->children.empty())
      return report_.error(keys->place, "`" + path_ + ".keys` must be a list of texts", "found " + describe(*keys));
    if (keys->children.size() > kMostKeys)
      return report_.error(keys->children[kMostKeys].place, "too many keys",
                           std::to_string(keys->children.size()) + ", and at most " + std::to_string(kMostKeys) + " in an axis");
    for (const Node& each : keys->children) add_key(each);
  }

  void add_key(const Node& key) {
    if (key.kind != Kind::text) return report_.error(key.place, "`" + path_ + "` must name keys in texts", "found " + describe(key));
    const std::vector<std::string_view> parts = split(key.text);
    if (!is_key(key.text))
      return report_.error(key.place, "\"" + key.text + "\" is no key of a scenario", "", "write its names joined by dots");
    if (parts.size() > kDeepest)
      return report_.error(key.place, "a key of too many parts",
                           std::to_string(parts.size()) + ", and at most " + std::to_string(kDeepest));
    if (is_fixed(key.text))
      return report_.error(key.place, "`" + key.text + "` cannot be an axis", "all points have it in common",
                           "set it in the sweep's own tables or in the scenario");
    if (std::ranges::find(axis_.keys, key.text, &AxisKey::path) != axis_.keys.end())
      return report_.error(key.place, "`" + key.text + "` stands twice in `" + path_ + "`");
    axis_.keys.push_back({key.text, key.place});
  }

  void read_values() {
    const Node& values = *node_.find("values");
    for (const char* other : {"from", "to", "steps"})
      if (const Node* extra = node_.find(other))
        report_.error(extra->key, "`" + path_ + "." + other + "` beside `values`", "", "give either `values` or `from`, `to` and `steps`");
    if (values.kind != Kind::array || values.children.empty())
      return report_.error(values.place, "`" + path_ + ".values` must be a list with at least one value", "found " + describe(values));
    for (const Node& value : values.children) {
      if (!is_value(value) || (value.kind == Kind::real && !std::isfinite(value.real)))
        report_.error(value.place, "a value of `" + path_ + "` must be a number, a text, a date, true or false",
                      "found " + describe(value));
      else if (value.is_number() != values.children.front().is_number())
        report_.error(value.place, "the values of `" + path_ + "` are not all numbers", "found " + describe(value),
                      "do not mix numbers and texts");
      else
        axis_.values.push_back(value);
    }
  }

  /// In a grid it would make points twice.
  void refuse_repeated() {
    std::set<std::string> seen;
    for (const Node& value : axis_.values) {
      const std::string shown = value.kind == Kind::date ? "the date " + date_text(value.date) : describe(value);
      const std::string whole = value.is_number() ? text(value.number() + 0.0) : value.kind == Kind::text ? "\"" + value.text : shown;
      if (!seen.insert(whole).second)
        report_.error(value.place, shown + " stands twice in `" + path_ + ".values`", "a grid would have the point twice");
    }
  }

  void refuse_flat_range() {
    const auto same = std::ranges::adjacent_find(axis_.values, {}, &Node::number);  // in their order they rise or fall
    if (same != axis_.values.end())
      report_.error(same->place, "the range of `" + path_ + "` has " + text(same->number()) + " twice", "a grid would have the point twice",
                    "set `from` and `to` further apart, or give one of `values`");
  }

  double bound(const char* name) {
    const Node* node = node_.find(name);
    if (node == nullptr) {
      report_.missing(node_.place, path_ + "." + name, "`" + path_ + "` lacks `" + name + "`", "",
                      "give `values`, or `from`, `to` and `steps`");
      return NAN;
    }
    if (node->is_number() && std::isfinite(node->number())) return node->number();
    report_.error(node->place, "`" + path_ + "." + name + "` must be a finite number", "found " + describe(*node));
    return NAN;
  }

  /// `steps` values evenly from `from` to `to`, both included.
  void read_range() {
    const double from = bound("from"), to = bound("to");
    if (std::isfinite(from) && std::isfinite(to) && !std::isfinite(to - from))
      return report_.error(node_.find("to")->place, "the range of `" + path_ + "` is too wide", "numbers go up to 1.8e308",
                           "set `from` and `to` closer together");
    const Node* node = node_.find("steps");
    if (node == nullptr)
      return report_.missing(node_.place, path_ + ".steps", "`" + path_ + "` lacks `steps`", "",
                             "say how many values there are, ends included");
    const std::uint64_t steps = whole_number(*node, path_ + ".steps", 2, kMostPoints, report_);
    for (std::uint64_t i = 0; i < steps && from - from == 0 && to - to == 0; ++i) {
      Node& value = axis_.values.emplace_back();
      value.place = node_.find("from")->place;
      if (const auto whole = whole_value(i, steps - 1)) {
        value.kind = Kind::integer;
        value.integer = *whole;
      } else {
        value.kind = Kind::real;
        value.real = tidy(from + (to - from) * (static_cast<double>(i) / static_cast<double>(steps - 1)));
      }
    }
  }

  /// A value of a range from an integer to an integer, where it is one itself: a key may take nothing else.
  std::optional<std::int64_t> whole_value(std::uint64_t i, std::uint64_t last) const {
    constexpr std::int64_t kLargest = 1'000'000'000'000;  // times kMostPoints is within 64 bits
    const Node &from = *node_.find("from"), &to = *node_.find("to");
    for (const Node* end : {&from, &to})
      if (end->kind != Kind::integer || end->integer > kLargest || end->integer < -kLargest) return std::nullopt;
    const std::int64_t way = (to.integer - from.integer) * static_cast<std::int64_t>(i), gaps = static_cast<std::int64_t>(last);
    if (way % gaps != 0) return std::nullopt;
    return from.integer + way / gaps;
  }

  /// Without what binary fractions add in the sixteenth digit: 0.3, not 0.30000000000000004.
  static double tidy(double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.15g", value);
    return std::strtod(digits, nullptr);
  }

  void read_distribution() {
    if (!node_.is_distribution())
      return report_.missing(node_.place, path_ + ".dist", "`" + path_ + "` lacks `dist`", "the design draws its values",
                             "write `dist = \"uniform\"`, `low` and `high` beside `key`");
    Node distribution = node_;
    std::erase_if(distribution.children, [](const Node& child) { return child.name == "key" || child.name == "keys"; });
    axis_.distribution = config::read_distribution(distribution, path_, report_);
  }

  const Node& node_;
  std::string path_;
  std::optional<SweepDesign> design_;
  Report& report_;
  SweepAxis axis_;
};

}  // namespace

bool is_key(std::string_view text) {
  const std::vector<std::string_view> parts = split(text);
  return !text.empty() && std::ranges::none_of(parts, [](std::string_view part) { return part.empty(); }) &&
         text.find_first_of(" \t\n\"'[]=") == std::string_view::npos;
}

bool is_fixed(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kFixed{"labels", "schema",   "name",    "title",       "description",  "source", "extends",
                                                           "sampling", "outputs", "sensitivity", "observations", "claims", "horizon", "derived"};
  return std::ranges::find(kFixed, key.substr(0, key.find('.'))) != kFixed.end();
}

void refuse_unknown(const Node& table, const std::vector<std::string>& known, const std::string& path, Report& report) {
  for (const Node& child : table.children) {
    if (std::ranges::find(known, child.name) != known.end() || (path.empty() && child.name == "points")) continue;
    report_unknown_key(child, path, known, "", report);
  }
}

std::uint64_t whole_number(const Node& node, const std::string& path, std::uint64_t least, std::uint64_t most, Report& report) {
  if (node.kind == Kind::integer && node.integer >= 0) {
    const auto value = static_cast<std::uint64_t>(node.integer);
    if (value >= least && value <= most) return value;
  }
  report.error(node.place, "`" + path + "` must be a whole number from " + std::to_string(least) + " to " + std::to_string(most),
               "found " + describe(node));
  return least;
}

void too_many_points(Place place, Report& report) { report.error(place, "too many points", "at most " + std::to_string(kMostPoints)); }

void read_axes(const Node& root, std::optional<SweepDesign> design, Sweep& sweep, Report& report) {
  const Node* axes = root.find("axes");
  if (axes == nullptr || axes->kind != Kind::table || axes->children.empty())
    return report.missing(axes == nullptr ? root.place : axes->place, "axes", "there is no axis", "a sweep has at least one",
                          "write a table `[axes.NAME]` with the `key` it sets");
  if (axes->children.size() > kMostAxes)
    return report.error(axes->children[kMostAxes].key, "too many axes",
                        std::to_string(axes->children.size()) + ", and at most " + std::to_string(kMostAxes));
  std::vector<std::string> seen;
  sweep.points = 1;
  for (const Node& node : axes->children) {
    if (!is_name(node.name))
      report.error(node.key, "\"" + node.name + "\" is no name for an axis", "", "use letters, digits, `-` and `_`, a letter first");
    SweepAxis& axis = sweep.axes.emplace_back(AxisReader(node, design, report).read());
    for (const AxisKey& key : axis.keys) {
      if (std::ranges::find(seen, key.path) != seen.end()) report.error(key.place, "two axes set `" + key.path + "`");
      seen.push_back(key.path);
    }
    if (design != SweepDesign::grid) continue;
    sweep.points *= std::max<std::size_t>(axis.values.size(), 1);
    if (sweep.points > kMostPoints) return too_many_points(axis.place, report);
  }
}

}  // namespace cellcast::config
