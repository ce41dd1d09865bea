#include "study/claims.hpp"

#include <algorithm>
#include <functional>
#include <iostream>

#include "cli/parse/processor.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/signals.hpp"
#include "output/report/ledger_table.hpp"
#include "sim/engine/run/run.hpp"

namespace cellcast::cli {
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
  scenario.outputs.samples = 0;
  return scenario;
}

bool needs_run(const config::Scenario& scenario) {
  return std::ranges::any_of(scenario.claims, [](const config::Claim& claim) { return !claim.variable.empty(); });
}

output::NamedLedger examine(const config::Scenario& scenario, sim::Isa isa, int threads, const std::atomic<bool>& stop) {
  if (!needs_run(scenario)) return {scenario.name, scenario.title, 0, sim::ledger(scenario.claims)};
  sim::Plan plan = sim::compile(reduced(scenario));
  plan.kernel = &sim::kernel(isa);
  sim::RunOptions options{threads, {}, &stop};
  Progress progress(scenario.name, plan.trials);
  options.progress = std::ref(progress);
  sim::Results results = sim::run(plan, options);
  return {scenario.name, scenario.title, results.trials, std::move(results.ledger)};
}

}  // namespace

void print_claims(const std::vector<config::Scenario>& scenarios, const CheckArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  const std::atomic<bool>& stop = stop_on_signals();
  std::vector<output::NamedLedger> ledgers;
  ledgers.reserve(scenarios.size());
  for (const config::Scenario& scenario : scenarios) ledgers.push_back(examine(scenario, isa, arguments.threads, stop));
  if (arguments.json) {
    std::cout << output::ledger_json(ledgers);
    return;
  }
  const char* separator = "";
  for (const output::NamedLedger& ledger : ledgers) {
    std::cout << separator << output::ledger_table(ledger);
    separator = "\n";
  }
}

}  // namespace cellcast::cli
