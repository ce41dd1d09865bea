#include "output/report/discovery_report.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using base::Align;

constexpr std::size_t kShownSteps = 12;

std::string in_percent(double share, double spread = 0) { return base::readable(100 * share, 100, 100 * spread) + " %"; }

std::string with_interval(const sim::Proportion& p) {
  const double spread = p.high - p.low;
  return in_percent(p.estimate, spread) + " (" + base::readable(100 * p.low, 100, 100 * spread) + " to " + in_percent(p.high, spread) + ")";
}

std::string what_holds(const Discovered& answer) {
  const sim::Discovery& found = answer.found;
  return base::printable(answer.condition) + "\nholds in " + std::to_string(found.cases) + " trials: " + with_interval(found.probability) +
         "\nsearched: " + (found.searched == found.trials ? "all trials" : "the first " + std::to_string(found.searched)) + ", " +
         std::to_string(found.searched_cases) + " of them cases\n";
}

std::string limits(const sim::DiscoveredBox& box, const std::vector<sim::DrawnFactor>& factors) {
  Rows rows{{"input", "", "limit", "unit", "percentile", "found again"}};
  for (const sim::DiscoveredLimit& limit : box.limits) {
    const sim::DrawnFactor& factor = factors[limit.factor];
    rows.push_back({base::printable(factor.name), limit.is_upper ? "at most" : "at least", base::readable(limit.value, std::fabs(limit.value)),
                    base::printable(factor.unit), "P" + base::readable(100 * limit.percentile, 10),
                    std::to_string(limit.found_again) + " of " + std::to_string(sim::kHalfSamples)});
  }
  return base::aligned(rows, {Align::left, Align::left, Align::right, Align::left, Align::right, Align::right});
}

/// Some steps of the way, evenly, with the first, the last and the one that the box comes from.
std::vector<std::size_t> shown_steps(const sim::DiscoveredBox& box) {
  const std::size_t last = box.path.size() - 1;
  std::vector<std::size_t> steps{box.step};
  for (std::size_t k = 0; k < kShownSteps; ++k) steps.push_back(k * last / (kShownSteps - 1));
  std::ranges::sort(steps);
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

std::string path(const sim::DiscoveredBox& box) {
  Rows rows{{"step", "limits", "coverage", "density", "mass", ""}};
  for (const std::size_t step : shown_steps(box)) {
    const sim::PathPoint& point = box.path[step];
    rows.push_back({std::to_string(step), std::to_string(point.limits), in_percent(point.coverage), in_percent(point.density), in_percent(point.mass),
                    step == box.step ? "largest F1" : ""});
  }
  return base::aligned(rows, {Align::right, Align::right, Align::right, Align::right, Align::right, Align::left});
}

std::string text(const sim::DiscoveredBox& box, std::size_t number, const std::vector<sim::DrawnFactor>& factors) {
  return "\nBox " + std::to_string(number) + (number == 1 ? "" : ", without the trials of those before") + "\n\n" + limits(box, factors) +
         "\n" +
         base::aligned({{"coverage", with_interval(box.coverage), "of all cases are inside"},
                        {"density", with_interval(box.density), "of the trials inside are cases"},
                        {"mass", with_interval(box.mass), "of all trials are inside"}},
                       {Align::left, Align::left, Align::left}) +
         "\nThe way there, in the trials searched; then limits were widened while F1 grew, and dropped where it hardly fell:\n" + path(box);
}

std::string end_of_search(const sim::Discovery& found) {
  const std::string none = found.boxes.empty() ? "\nNo box: " : "\nNo other box: ";
  switch (found.end) {
    case sim::SearchEnd::nothing_found:
      return none + "no limits have a larger F1 than none.\n";
    case sim::SearchEnd::few_cases:
      return none + "fewer than " + std::to_string(sim::kLeastCases) + " cases are left among the trials searched.\n";
    case sim::SearchEnd::enough_boxes:
      break;
  }
  return "";
}

std::string json(const char* name, const sim::Proportion& p) {
  return "\"" + std::string(name) + R"(": {"estimate": )" + base::json_number(p.estimate) + R"(, "low": )" + base::json_number(p.low) +
         R"(, "high": )" + base::json_number(p.high) + "}";
}

std::string listed(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "\n    " : ",\n    ") + item;
  return "[" + all + "]";
}

std::string json(const sim::DiscoveredLimit& limit, const std::vector<sim::DrawnFactor>& factors) {
  return R"({"input": )" + base::json_text(factors[limit.factor].name) + R"(, "unit": )" + base::json_text(factors[limit.factor].unit) +
         R"(, "side": ")" + (limit.is_upper ? "upper" : "lower") + R"(", "value": )" + base::json_number(limit.value) +
         R"(, "percentile": )" + base::json_number(limit.percentile) + R"(, "found_again": )" + std::to_string(limit.found_again) + "}";
}

std::string json(const sim::PathPoint& point) {
  return R"({"trials": )" + std::to_string(point.inside.trials) + R"(, "cases": )" + std::to_string(point.inside.cases) + R"(, "limits": )" +
         std::to_string(point.limits) + R"(, "coverage": )" + base::json_number(point.coverage) + R"(, "density": )" +
         base::json_number(point.density) + R"(, "mass": )" + base::json_number(point.mass) + "}";
}

std::string json(const sim::DiscoveredBox& box, const std::vector<sim::DrawnFactor>& factors) {
  std::vector<std::string> its_limits, its_path;
  for (const sim::DiscoveredLimit& limit : box.limits) its_limits.push_back(json(limit, factors));
  for (const sim::PathPoint& point : box.path) its_path.push_back(json(point));
  return R"({"trials": )" + std::to_string(box.inside.trials) + R"(, "cases": )" + std::to_string(box.inside.cases) + ", " +
         json("coverage", box.coverage) + ", " + json("density", box.density) + ", " + json("mass", box.mass) + ",\n   \"limits\": " +
         listed(its_limits) + ",\n   \"step\": " + std::to_string(box.step) + ",\n   \"path\": " + listed(its_path) + "}";
}

}  // namespace

std::string discovery_text(const Discovered& answer) {
  std::string all = heading(answer.asked) + what_holds(answer);
  std::size_t number = 0;
  for (const sim::DiscoveredBox& box : answer.found.boxes) all += text(box, ++number, answer.found.factors);
  return all + end_of_search(answer.found);
}

std::string discovery_json(const Discovered& answer) {
  const sim::Discovery& found = answer.found;
  std::string boxes;
  for (const sim::DiscoveredBox& box : found.boxes) boxes += (boxes.empty() ? "\n  " : ",\n  ") + json(box, found.factors);
  return json_heading("cellcast-discover-1", answer.asked) + R"(, "condition": )" +
         base::json_text(answer.condition) + R"(, "cases": )" + std::to_string(found.cases) + ", " + json("probability", found.probability) +
         R"(, "searched": )" + std::to_string(found.searched) + R"(, "searched_cases": )" + std::to_string(found.searched_cases) +
         R"(, "half_samples": )" + std::to_string(sim::kHalfSamples) + ",\n \"boxes\": [" + boxes + "]}\n";
}

}  // namespace cellcast::output
