#include "study/claims.hpp"

#include <algorithm>

#include "study/batch.hpp"

namespace cellcast::study {
namespace {

/// Nothing is computed but the variables that claims are figures of: percentiles do not depend on what else is kept.
config::Scenario reduced(config::Scenario scenario) {
  std::vector<std::string> needed;
  for (const config::Claim& claim : scenario.claims)
    if (!claim.variable.empty() && std::ranges::find(needed, claim.variable) == needed.end()) needed.push_back(claim.variable);
  if (scenario.sampling.stop && std::ranges::find(needed, scenario.sampling.stop->variable) == needed.end())
    needed.push_back(scenario.sampling.stop->variable);
  scenario.outputs.variables = std::move(needed);
  scenario.outputs.thresholds.clear();
  scenario.observations.clear();  // of outputs that need not be among these
  scenario.outputs.samples = 0;
  return scenario;
}

bool needs_run(const config::Scenario& scenario) {
  return std::ranges::any_of(scenario.claims, [](const config::Claim& claim) { return !claim.variable.empty(); });
}

output::NamedLedger examine(const config::Scenario& scenario, const Machine& machine, const Watch& watch) {
  if (!needs_run(scenario)) return {scenario.name, scenario.title, 0, sim::ledger(scenario.claims)};
  const sim::Plan plan = sim::compile(reduced(scenario));
  sim::Results results = run_watched(scenario.name, plan, {.threads = machine.threads, .stop = watch.stop, .isa = machine.isa}, watch);
  return {scenario.name, scenario.title, results.trials, std::move(results.ledger)};
}

}  // namespace

std::vector<output::NamedLedger> examine_claims(const std::vector<config::Scenario>& scenarios, const Machine& machine,
                                                const Watch& watch) {
  std::vector<output::NamedLedger> ledgers;
  ledgers.reserve(scenarios.size());
  for (const config::Scenario& scenario : scenarios) ledgers.push_back(examine(scenario, machine, watch));
  return ledgers;
}

}  // namespace cellcast::study
