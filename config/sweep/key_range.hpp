#pragma once

#include <string>

#include "config/sweep/sweep.hpp"

namespace cellcast::config {

/// A key of a scenario that is varied between two values: a sweep that no file holds. Its one axis has the key and the two as values.
struct KeyRange {
  enum class Places { real, whole, date };

  Sweep sweep{};
  Places places = Places::real;

  /// Numbers, or days since 1970-01-01.
  double from() const { return place_of(sweep.axes.front().values.front()); }
  double to() const { return place_of(sweep.axes.front().values.back()); }
  /// What the key has at a place, and as a scenario writes it.
  Node value(double place) const;
  std::string text(double place) const;

 private:
  static double place_of(const Node& value);
};

/// The ends as a scenario writes values. `called` stands in place of a file's name where something is wrong. Throws ScenarioError where the
/// key is none, or one that all points of a sweep have in common, or where the ends are not two finite numbers or two dates, different,
/// whole where the key is.
KeyRange key_range(const std::string& key, const std::string& from, const std::string& to, const std::string& called);

}  // namespace cellcast::config
