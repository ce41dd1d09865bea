#include "sim/check.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "config/keys.hpp"
#include "sim/check_correlations.hpp"
#include "sim/check_design.hpp"
#include "sim/check_stop.hpp"
#include "sim/check_variable.hpp"
#include "sim/random/quantile.hpp"
#include "sim/random/uniform.hpp"

namespace cellcast::sim {
namespace {

using config::Diagnostic;
using config::Number;
using config::text;

bool same_place(const config::Place& a, const config::Place& b) { return a.source == b.source && a.line == b.line && a.column == b.column; }

bool inside(const config::Interval& range, double x) {
  const bool above = range.low_open ? x > range.low : x >= range.low;
  const bool below = range.high_open ? x < range.high : x <= range.high;
  return above && below;
}

std::string describe(const config::Interval& range) {
  return (range.low_open ? "(" : "[") + text(range.low) + ", " + text(range.high) + (range.high_open ? ")" : "]");
}

/// The extreme and middle draws of a number.
struct Draws {
  double smallest, median, largest;
};

/// Draws of a scenario's numbers, and what is wrong with their distributions.
class NumberCheck {
 public:
  explicit NumberCheck(const config::Scenario& scenario) {
    for (const config::Variable& variable : scenario.variables) variables_.push_back(draws_of(variable.number));
  }

  /// Nothing where the distribution cannot be sampled.
  std::optional<Draws> draws(const Number& number) {
    const auto* shared = std::get_if<config::Shared>(&number.value);
    if (!shared) return draws_of(number);
    const auto& variable = variables_[shared->variable];
    if (!variable) return std::nullopt;
    const auto scaled = [&](double draw) { return shared->scale * draw + shared->offset; };
    return Draws{scaled(variable->smallest), scaled(variable->median), scaled(variable->largest)};
  }

  void check(const Number& number, std::vector<Diagnostic>& out) {
    if (number.is_constant()) return;
    if (const auto* distribution = std::get_if<config::Distribution>(&number.value)) {
      if (const std::string what = problem(*distribution); !what.empty()) out.push_back({number.place, what, "", ""});
    }
    const config::Key* key = config::find_key(number.path);
    if (const auto ends = draws(number); key && ends) check_range(number, key->range, *ends, out);
  }

 private:
  static void check_range(const Number& number, const config::Interval& range, const Draws& draws, std::vector<Diagnostic>& out) {
    for (const double draw : {draws.smallest, draws.largest}) {
      if (inside(range, draw)) continue;
      out.push_back({number.place, "draws of `" + number.path + "` reach " + text(draw),
                     "allowed is " + describe(range) + "; the most extreme draws are the quantiles at 2^-53 and 1 - 2^-53",
                     "keep them inside with `min` and `max`, or with a narrower law"});
      return;
    }
  }

  std::optional<Draws> draws_of(const Number& number) {
    if (const auto* constant = std::get_if<double>(&number.value)) return Draws{*constant, *constant, *constant};
    const auto* distribution = std::get_if<config::Distribution>(&number.value);
    if (!distribution || !problem(*distribution).empty()) return std::nullopt;
    const auto quantile = quantiles_.make(*distribution);
    return Draws{(*quantile)(kSmallestUniform), (*quantile)(0.5), (*quantile)(kLargestUniform)};
  }

  QuantileFactory quantiles_;
  std::vector<std::optional<Draws>> variables_;  ///< [variable]
};

/// Base-year production over home producers' share of base-year demand, at the medians: both describe the same year.
void check_calibration(const config::Segment& segment, NumberCheck& numbers, std::vector<Diagnostic>& out) {
  constexpr double kLowest = 0.8, kHighest = 1.25;
  const auto median = [&](const Number& number) {
    const auto draws = numbers.draws(number);
    return draws ? draws->median : std::nan("");
  };
  double share = 0;
  for (const config::SegmentMarket& market : segment.markets) share += median(market.home_share) * median(market.demand);
  const double production = median(segment.production);
  const double calibration = production / share;
  if (std::isnan(calibration) || (calibration >= kLowest && calibration <= kHighest)) return;
  char found[160];
  std::snprintf(found, sizeof found,
                "production %.6g GWh / sum of home_share x demand %.6g GWh = %.4g at the medians; expected is 0.8 to 1.25", production,
                share, calibration);
  out.push_back({segment.place, "base-year production and demand of segment `" + segment.name + "` do not match", found,
                 "check that `production`, `demand` and `home_share` describe the same year and the same goods",
                 config::Severity::warning});
}

void check_outputs(const config::Outputs& outputs, std::vector<Diagnostic>& out) {
  for (std::size_t i = 0; i < outputs.variables.size(); ++i) {
    check_variable(outputs.variables[i], i < outputs.variable_places.size() ? outputs.variable_places[i] : config::Place{}, out);
  }
  for (const auto& [name, values] : outputs.thresholds) {
    const auto place = outputs.threshold_places.find(name);
    check_variable(name, place != outputs.threshold_places.end() ? place->second : config::Place{}, out);
  }
}

}  // namespace

std::vector<Diagnostic> check(const config::Scenario& scenario) {
  std::vector<Diagnostic> out;
  check_design(scenario, out);
  check_stop(scenario, out);
  check_outputs(scenario.outputs, out);
  check_correlations(scenario, out);
  NumberCheck numbers(scenario);
  for (const Number* number : config::numbers(scenario)) numbers.check(*number, out);
  for (const config::Segment& segment : scenario.segments) check_calibration(segment, numbers, out);
  return out;
}

config::Scenario load_checked(const std::string& path, const config::Overrides& overrides) {
  config::Loaded loaded = config::load(path, overrides);
  std::vector<Diagnostic>& all = loaded.diagnostics;
  const auto is_error = [](const Diagnostic& d) { return d.severity == config::Severity::error; };
  const bool is_complete = std::none_of(all.begin(), all.end(), is_error);
  const std::vector<Diagnostic> said = all;
  std::vector<Diagnostic> found;
  if (overrides.repair_correlations) repair_correlations(loaded.scenario, found);
  for (Diagnostic& diagnostic : check(loaded.scenario)) found.push_back(std::move(diagnostic));
  for (Diagnostic& diagnostic : found) {
    // The loader's words for a place come first; and a warning may be due only to what an error has left out.
    const bool is_known = std::any_of(said.begin(), said.end(), [&](const Diagnostic& d) { return same_place(d.place, diagnostic.place); });
    if (!is_known && (is_complete || is_error(diagnostic))) all.push_back(std::move(diagnostic));
  }
  config::sort(all);
  if (std::any_of(all.begin(), all.end(), is_error)) throw config::ScenarioError(std::move(all), loaded.scenario.sources);
  auto& warnings = loaded.scenario.warnings;
  warnings.insert(warnings.end(), all.begin(), all.end());
  loaded.scenario.sampling.trials = planned_trials(loaded.scenario.sampling);
  return std::move(loaded.scenario);
}

}  // namespace cellcast::sim
