#include "study/whatif/input_list.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "config/schema/keys.hpp"
#include "sim/plan/plan.hpp"
#include "study/plot/names.hpp"
#include "study/whatif/input_shape.hpp"
#include "study/whatif/json_object.hpp"

namespace cellcast::study {
namespace {

/// The shares of the last year's first output that has any, by input.
std::map<std::string, double> shares_of(const sim::Results& results) {
  std::map<std::string, double> shares;
  if (!results.sensitivity) return shares;
  const sim::GivenDataIndices& found = results.sensitivity->given_data;
  if (found.first_order.empty()) return shares;
  for (std::size_t k = 0; k < found.factors.size(); ++k) shares[found.factors[k]] = std::max(0.0, found.first_order.front()[k]);
  return shares;
}

std::string range_json(double low, double high) { return "[" + base::json_number(low) + "," + base::json_number(high) + "]"; }

/// What a slider runs over: what is allowed, but no further from what the scenario says than one would go.
std::string slider_json(const config::Interval& range, double low, double high) {
  const double spread = high > low ? high - low : std::max(std::fabs(high), range.high <= 1 ? 0.5 : 0.1);
  double from = std::max(range.low, low - 1.5 * spread), to = std::min(range.high, high + 1.5 * spread);
  if (low >= 0) from = std::max(from, std::min(0.0, low));
  return range_json(from, to);
}

JsonObject described(const config::Number& number, const Names& names) {
  const config::Interval range = number.key == nullptr ? config::kAny : number.key->range;
  JsonObject json;
  json.text("name", number.path).text("words", names.input(number.path)).text("unit", number.key == nullptr ? "1" : number.key->unit);
  json.text("meaning", number.key == nullptr ? "" : number.key->meaning).raw("range", range_json(range.low, range.high));
  return json;
}

std::string law_json(const config::Number& number, const sim::Input& input, double share, const Names& names) {
  JsonObject json = described(number, names);
  const auto& distribution = std::get<config::Distribution>(number.value);
  const config::Interval range = number.key == nullptr ? config::kAny : number.key->range;
  json.text("law", config::text(distribution)).number("share", share).raw("shape", input_shape(input));
  if (const auto* choice = std::get_if<config::Discrete>(&distribution.law)) {
    json.text("kind", "choice").raw("values", base::json_numbers(choice->values)).raw("weights", base::json_numbers(choice->weights));
    return json.done();
  }
  const double low = (*input.quantile)(0.1), high = (*input.quantile)(0.9);
  const config::Interval support = config::support(distribution);
  json.text("kind", "law").raw("slider", slider_json(range, low, high)).raw("support", range_json(support.low, support.high));
  return json.done();
}

std::string constant_json(const config::Number& number, const Names& names) {
  const double value = std::get<double>(number.value);
  const config::Interval range = number.key == nullptr ? config::kAny : number.key->range;
  return described(number, names).text("kind", "constant").number("value", value).raw("slider", slider_json(range, value, value)).done();
}

}  // namespace

std::string input_list(const config::Scenario& scenario, const sim::Results& results) {
  const sim::Plan plan = sim::compile(scenario);
  const Names names(scenario);
  const std::map<std::string, double> shares = shares_of(results);
  struct Row {
    double share;
    std::string json;
  };
  std::vector<Row> rows;
  for (const config::Number* number : config::numbers(scenario)) {
    if (std::holds_alternative<config::Distribution>(number->value)) {
      const auto input = std::ranges::find(plan.inputs, number->path, &sim::Input::name);
      if (input == plan.inputs.end()) continue;
      const auto share = shares.find(number->path);
      const double known = share == shares.end() ? 0 : share->second;
      rows.push_back({known, law_json(*number, *input, known, names)});
    } else if (number->is_constant() && number->place.line > 0) {
      rows.push_back({-1, constant_json(*number, names)});
    }
  }
  std::ranges::stable_sort(rows, [](const Row& a, const Row& b) { return a.share > b.share; });
  return json_list(rows, [](const Row& row) { return row.json; });
}

}  // namespace cellcast::study
