#include "study/batch.hpp"

#include <cmath>
#include <optional>

#include "config/load/load.hpp"
#include "sim/batch/attribution.hpp"
#include "sim/batch/why_unpaired.hpp"
#include "sim/plan/dimensions.hpp"

namespace cellcast::study {
namespace {

/// The number that a stopping rule looks at: `the mean of price power in 2030`.
std::string looked_at(const config::Stop& stop) {
  const std::string cell = sim::cell_text(stop.variable, {stop.index, stop.year});
  return stop.quantile ? "the quantile " + config::text(*stop.quantile) + " of " + cell : "the mean of " + cell;
}

/// Fewer independent trials than that have no bound for a quantile.
std::string least_trials(double p) { return std::to_string(static_cast<long long>(std::ceil(std::log(0.025) / std::log(p)))); }

std::string why_unknown(sim::Unknown why, const config::Stop& stop) {
  switch (why) {
    case sim::Unknown::no_upper_bound:
      return "no trial is a 95 % bound from above; that takes at least " + least_trials(*stop.quantile) + " trials";
    case sim::Unknown::no_lower_bound:
      return "no trial is a 95 % bound from below; that takes at least " + least_trials(1 - *stop.quantile) + " trials";
    case sim::Unknown::constant:
      return "all trials have the same value, which does not tell how far others may lie";
    case sim::Unknown::zero:
      return "the estimate is 0";
    case sim::Unknown::none:
      break;
  }
  return "";
}

/// The most trials were not enough for the scenario's stopping rule.
Warning not_reached(const config::Scenario& scenario, const sim::StopOutcome& outcome) {
  const config::Stop& stop = *scenario.sampling.stop;
  const bool is_known = outcome.error.why == sim::Unknown::none;
  char error[32] = "not known", target[32] = "";
  if (is_known) std::snprintf(error, sizeof error, "%.3g", outcome.error.value);
  std::snprintf(target, sizeof target, "%.3g", stop.relative_error);
  const std::string problem = "after all " + std::to_string(outcome.trials) + " trials the relative error of " + looked_at(stop) + " is " +
                              error + (is_known ? "" : " (" + why_unknown(outcome.error.why, stop) + ")") + ", the target " + target;
  const std::string suggestion = "allow more `max_trials`";
  return {.about = scenario.name,
          .diagnostic = {{}, problem, "", suggestion, config::Severity::warning},
          .text = scenario.name + ": warning: " + problem + "; " + suggestion + "\n"};
}

Warning not_paired(const config::Scenario& first, const config::Scenario& later, const std::string& why) {
  const std::string problem = "no differences from " + first.name + " are counted";
  return {.about = later.name,
          .diagnostic = {{}, problem, why, "", config::Severity::warning},
          .text = later.name + ": " + problem + ": " + why + "\n"};
}

sim::Results simulate(const config::Scenario& scenario, const sim::Plan& plan, const sim::RunOptions& options, const Watch& watch) {
  sim::Results results = run_watched(scenario.name, plan, options, watch);
  sim::stop_if_told(options);
  if (results.stop && !results.stop->is_reached) watch.tell(not_reached(scenario, *results.stop));
  return results;
}

}  // namespace

sim::Results run_watched(const std::string& name, const sim::Plan& plan, sim::RunOptions options, const Watch& watch) {
  options.progress = watch.begin(name, plan.trials);
  return sim::run(plan, options);
}

std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, const Machine& machine, const Watch& watch,
                                         sim::Session& session) {
  const std::vector<std::string> dimensions = sim::dimension_order(scenarios);
  const config::Scenario& first = scenarios.front();
  const sim::Plan base = session.serve(sim::compile(first, dimensions));
  const sim::RunOptions options{.threads = machine.threads, .stop = watch.stop, .isa = machine.isa};
  std::vector<sim::Results> results;
  results.reserve(scenarios.size());  // the base's place is to stay
  results.push_back(simulate(first, base, options, watch));
  std::optional<sim::Attribution> attribution;  // of the base, which is run for it once
  for (const config::Scenario& later : scenarios.subspan(1)) {
    sim::RunOptions paired = options;
    if (const auto why = sim::why_unpaired(first, later)) {
      watch.tell(not_paired(first, later, *why));
    } else {
      paired.base = {&base, &results.front()};
    }
    results.push_back(simulate(later, session.serve(sim::compile(later, dimensions)), paired, watch));
    if (!paired.base) continue;
    results.back().difference->base = first.name;
    if (!attribution) attribution.emplace(first, dimensions, options, session);
    attribution->attribute(*results.back().difference, later);
  }
  return results;
}

std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, const Machine& machine, const Watch& watch) {
  sim::Session session;
  return simulate_batch(scenarios, machine, watch, session);
}

std::vector<Finished> run_batch(std::vector<config::Scenario> scenarios, const Machine& machine, const Watch& watch,
                                sim::Session& session) {
  std::vector<sim::Results> results = simulate_batch(scenarios, machine, watch, session);
  std::vector<Finished> finished;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    config::Scenario& scenario = scenarios[i];
    scenario.sampling.trials = results[i].trials;
    output::Provenance provenance = output::provenance_of(scenario);
    finished.push_back({std::move(scenario), std::move(provenance), std::move(results[i])});
  }
  return finished;
}

std::vector<Finished> run_batch(std::vector<config::Scenario> scenarios, const Machine& machine, const Watch& watch) {
  sim::Session session;
  return run_batch(std::move(scenarios), machine, watch, session);
}

}  // namespace cellcast::study
