#include "cli/batch.hpp"

#include <iostream>
#include <optional>

#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "sim/attribution.hpp"
#include "sim/dimensions.hpp"
#include "sim/may_pair.hpp"

namespace cellcast::cli {
namespace {

/// The most trials were not enough for the scenario's stopping rule.
std::string not_reached(const config::Scenario& scenario, const sim::StopOutcome& outcome) {
  char text[200];
  std::snprintf(text, sizeof text,
                ": warning: after all %llu trials the relative error is %.3g, the target %.3g; allow more `max_trials`\n",
                static_cast<unsigned long long>(outcome.trials), outcome.relative_error, scenario.sampling.stop->relative_error);
  return scenario.name + text;
}

sim::Results simulate(const config::Scenario& scenario, const sim::Plan& plan, sim::RunOptions options) {
  sim::Results results;
  {
    Progress progress(scenario.name, plan.trials);
    options.progress = std::ref(progress);
    results = sim::run(plan, options);
  }
  if (*options.stop) throw sim::Stopped();
  if (results.stop && !results.stop->is_reached) std::cerr << not_reached(scenario, *results.stop);
  return results;
}

}  // namespace

std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, sim::Isa isa, int threads) {
  const std::vector<std::string> dimensions = sim::dimension_order(scenarios);
  const auto compiled = [&](const config::Scenario& scenario) {
    sim::Plan plan = sim::compile(scenario, dimensions);
    plan.kernel = &sim::kernel(isa);
    return plan;
  };
  const config::Scenario& first = scenarios.front();
  const sim::Plan base = compiled(first);
  const sim::RunOptions options{.threads = threads, .stop = &stop_on_signals()};
  std::vector<sim::Results> results;
  results.reserve(scenarios.size());  // the base's place is to stay
  results.push_back(simulate(first, base, options));
  std::optional<sim::Attribution> attribution;  // of the base, which is run for it once
  for (const config::Scenario& later : scenarios.subspan(1)) {
    sim::RunOptions paired = options;
    if (const auto why = sim::why_unpaired(first, later)) {
      std::cerr << later.name << ": no differences from " << first.name << " are counted: " << *why << '\n';
    } else {
      paired.base = {&base, &results.front()};
    }
    results.push_back(simulate(later, compiled(later), paired));
    if (!paired.base) continue;
    results.back().difference->base = first.name;
    if (!attribution) attribution.emplace(first, dimensions, options);
    attribution->attribute(*results.back().difference, later);
  }
  return results;
}

}  // namespace cellcast::cli
