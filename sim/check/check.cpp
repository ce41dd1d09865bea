#include "sim/check/check.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <unordered_map>

#include "config/diagnostics/report.hpp"
#include "config/schema/keys.hpp"
#include "sim/check/claims.hpp"
#include "sim/check/correlations.hpp"
#include "sim/check/derived.hpp"
#include "sim/check/design.hpp"
#include "sim/check/effects.hpp"
#include "sim/check/observations.hpp"
#include "sim/check/sensitivity.hpp"
#include "sim/check/stop.hpp"
#include "sim/check/variable.hpp"
#include "sim/plan/planned_trials.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/random/stream/uniform.hpp"

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

/// The extreme draws of a number.
struct Extremes {
  double smallest, largest;
};

/// Draws of a scenario's numbers, and what is wrong with their distributions.
class NumberCheck {
 public:
  explicit NumberCheck(const config::Scenario& scenario) : scenario_(scenario) {}

  /// Not a number where the distribution cannot be sampled.
  double median(const Number& number) {
    const auto draw = draw_of(number, 0.5);
    return draw ? *draw : std::nan("");
  }

  void check(const Number& number, std::vector<Diagnostic>& out) {
    if (number.is_constant()) return;
    const auto* distribution = std::get_if<config::Distribution>(&number.value);
    if (distribution) {
      if (const std::string& what = entry(number).problem; !what.empty()) out.push_back({number.place, what, "", ""});
    }
    const config::Key* key = number.key;
    if (!key || (distribution && is_within(*distribution, key->range))) return;
    if (const auto ends = extremes(number)) check_range(number, key->range, *ends, out);
  }

 private:
  struct Entry {
    std::string problem;
    std::shared_ptr<const Quantile> quantile;  ///< null where there is a problem
  };

  /// No draw lies outside of the support.
  static bool is_within(const config::Distribution& distribution, const config::Interval& range) {
    const config::Interval support = config::support(distribution);
    return inside(range, support.low) && inside(range, support.high);
  }

  static void check_range(const Number& number, const config::Interval& range, const Extremes& draws, std::vector<Diagnostic>& out) {
    for (const double draw : {draws.smallest, draws.largest}) {
      if (inside(range, draw)) continue;
      out.push_back({number.place, "draws of `" + number.path + "` reach " + text(draw),
                     "allowed is " + describe(range) + "; the most extreme draws are the quantiles at 2^-53 and 1 - 2^-53",
                     "keep them inside with `min` and `max`, or with a narrower law"});
      return;
    }
  }

  std::optional<Extremes> extremes(const Number& number) {
    const auto smallest = draw_of(number, kSmallestUniform), largest = draw_of(number, kLargestUniform);
    if (!smallest || !largest) return std::nullopt;
    return Extremes{*smallest, *largest};
  }

  /// Nothing where the distribution cannot be sampled.
  std::optional<double> draw_of(const Number& number, double u) {
    if (const auto* constant = std::get_if<double>(&number.value)) return *constant;
    if (const auto* shared = std::get_if<config::Shared>(&number.value)) {
      const auto draw = draw_of(scenario_.variables[shared->variable].number, u);
      if (!draw) return std::nullopt;
      return shared->scale * *draw + shared->offset;
    }
    const Quantile* quantile = entry(number).quantile.get();
    if (!quantile) return std::nullopt;
    return quantile->nearly(u);
  }

  const Entry& entry(const Number& number) {
    const auto [found, is_new] = entries_.try_emplace(&number);
    if (!is_new) return found->second;
    const auto& distribution = std::get<config::Distribution>(number.value);
    found->second.problem = problem(distribution);
    if (found->second.problem.empty()) found->second.quantile = factory_.make(distribution);
    return found->second;
  }

  const config::Scenario& scenario_;
  QuantileFactory factory_;
  std::unordered_map<const Number*, Entry> entries_;
};

/// Base-year production over home producers' share of base-year demand, at the medians: both describe the same year.
void check_calibration(const config::Segment& segment, NumberCheck& numbers, std::vector<Diagnostic>& out) {
  constexpr double kLowest = 0.8, kHighest = 1.25;
  double share = 0;
  for (const config::SegmentMarket& market : segment.markets) share += numbers.median(market.home_share) * numbers.median(market.demand);
  const double production = numbers.median(segment.production);
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

void check_outputs(const config::Scenario& scenario, const Scope& scope, std::vector<Diagnostic>& out) {
  const config::Outputs& outputs = scenario.outputs;
  bool is_known = true;
  for (std::size_t i = 0; i < outputs.variables.size(); ++i) {
    const config::Place place = i < outputs.variable_places.size() ? outputs.variable_places[i] : config::Place{};
    is_known &= check_variable(outputs.variables[i], place, scope, out).has_value();
  }
  for (const auto& [name, values] : outputs.thresholds) {
    const auto place = outputs.threshold_places.find(name);
    const config::Place where = place != outputs.threshold_places.end() ? place->second : config::Place{};
    if (check_variable(name, where, scope, out) && is_known) check_kept(outputs, name, where, out);  // else it may be the one that was misspelt
  }
}

/// A label of what is no name of the scenario's must be one of an output.
void check_labels(const config::Scenario& scenario, const Scope& scope, std::vector<Diagnostic>& out) {
  for (const config::Label& label : scenario.labels)
    if (label.is_output) check_variable(label.key, label.place, scope, out);
}

}  // namespace

std::vector<Diagnostic> check(const config::Scenario& scenario) {
  std::vector<Diagnostic> out;
  check_design(scenario, out);
  const DerivedOutputs derived = derived_outputs(scenario);
  const Scope& scope = derived.scope;
  check_derived(scenario, derived, out);
  check_stop(scenario, scope, out);
  check_outputs(scenario, scope, out);
  check_labels(scenario, scope, out);
  check_sensitivity(scenario, scope, out);
  check_observations(scenario, scope, out);
  check_claims(scenario, scope, out);
  check_correlations(scenario, out);
  NumberCheck numbers(scenario);
  for (const Number* number : config::numbers(scenario)) numbers.check(*number, out);
  for (const config::Segment& segment : scenario.segments) check_calibration(segment, numbers, out);
  return out;
}

namespace {

config::Scenario checked(config::Loaded loaded, const config::Overrides& overrides, void (*reduce)(config::Scenario&) = nullptr) {
  if (reduce != nullptr) reduce(loaded.scenario);
  std::vector<Diagnostic>& all = loaded.diagnostics;
  const auto is_error = [](const Diagnostic& d) { return d.severity == config::Severity::error; };
  const bool is_complete = std::none_of(all.begin(), all.end(), is_error);
  std::vector<Diagnostic> said;
  std::ranges::copy_if(all, std::back_inserter(said), is_error);
  const std::size_t most = config::kMostErrors + (is_complete ? all.size() : 0);  // warnings take no error's place
  std::vector<Diagnostic> found;
  if (overrides.repair_correlations) repair_correlations(loaded.scenario, found);
  for (Diagnostic& diagnostic : check(loaded.scenario)) found.push_back(std::move(diagnostic));
  if (is_complete && std::ranges::none_of(found, is_error)) check_effects(loaded.scenario, found);
  for (Diagnostic& diagnostic : found) {
    // The loader's words for a place come first; and a warning may be due only to what an error has left out.
    if (all.size() >= most) break;
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

}  // namespace

config::Scenario load_checked(const std::string& path, const config::Overrides& overrides, void (*reduce)(config::Scenario&)) {
  return checked(config::load(path, overrides), overrides, reduce);
}

config::Scenario load_checked(const config::Source& text, const config::Overrides& overrides) {
  return checked(config::load(text, overrides), overrides);
}

config::Scenario load_checked(const config::Document& document, const config::Overrides& overrides) {
  return checked(config::load(document, overrides), overrides);
}

}  // namespace cellcast::sim
