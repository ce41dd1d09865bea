#pragma once

#include <cmath>
#include <string>
#include <vector>

namespace cellcast::tests {

/// Collects what is wrong, up to as much as anyone reads.
class Complaints {
 public:
  explicit Complaints(std::string where = "") : where_(std::move(where)) {}

  void go_to(std::string where) { where_ = std::move(where); }
  bool full() const { return lines_.size() >= kMost; }
  std::vector<std::string> lines() && { return std::move(lines_); }

  /// The two are equal, but for rounding on the way: to 1e-9 of the largest of them and `scale`.
  void equal(const char* what, double found, double expected, double scale = 0) {
    const double size = std::fmax(std::fmax(std::fabs(found), std::fabs(expected)), scale);
    if (!(std::fabs(found - expected) <= kRounding * size)) add(what, found, "=", expected);
  }
  void at_most(const char* what, double found, double bound, double scale = 0) {
    if (!(found <= bound + kRounding * std::fmax(std::fabs(bound), scale))) add(what, found, "<=", bound);
  }
  void at_least(const char* what, double found, double bound) {
    if (!(found >= bound - kRounding * std::fabs(bound))) add(what, found, ">=", bound);
  }
  void within(const char* what, double found, double low, double high) {
    at_least(what, found, low);
    at_most(what, found, high);
  }

 private:
  static constexpr std::size_t kMost = 20;
  static constexpr double kRounding = 1e-9;

  void add(const char* what, double found, const char* relation, double expected) {
    char text[200];
    std::snprintf(text, sizeof text, "%s: %.17g, should be %s %.17g", what, found, relation, expected);
    if (!full()) lines_.push_back(where_ + text);
  }

  std::string where_;
  std::vector<std::string> lines_;
};

}  // namespace cellcast::tests
