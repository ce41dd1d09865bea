#include "study/score/forecaster.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "sim/score/score_trials.hpp"
#include "study/batch.hpp"

namespace cellcast::study {
namespace {

using Address = std::pair<std::size_t, std::size_t>;  ///< of scores: cell, outcome

/// The cells that rows are about, each once, with the rows as their outcomes.
struct Cells {
  std::vector<sim::ScoredCell> cells;
  std::vector<Address> of;  ///< [row]

  Cells(const std::vector<const config::Actual*>& rows, const sim::Labels& labels, std::uint64_t seed) {
    std::map<std::pair<sim::VariableId, std::size_t>, std::size_t> known;
    for (const config::Actual* row : rows) {
      const sim::VariableId id = *sim::find_variable(row->variable);
      const std::size_t cell = *sim::find_cell(labels, sim::variable(id), row->index, row->year);
      const auto [found, is_new] = known.try_emplace({id, cell}, cells.size());
      if (is_new) cells.push_back({id, cell, {}});
      std::vector<sim::Outcome>& outcomes = cells[found->second].outcomes;
      of.emplace_back(found->second, outcomes.size());
      const sim::CellName name{row->index, row->year};
      outcomes.push_back({row->on_basis(), row->sd_on_basis(), row->relative, sim::error_stream(seed, row->variable, name),
                          sim::tie_stream(seed, row->variable, name)});
    }
  }
};

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace

sim::RunOptions Forecaster::options() const { return {.threads = machine_.threads, .stop = watch_.stop, .isa = machine_.isa}; }

sim::Plan Forecaster::plan(std::vector<std::string> variables, const std::vector<config::Observation>& observations) const {
  config::Scenario scenario = source_.scenario;
  for (const config::Observation& seen : observations) add_once(variables, seen.variable);
  if (scenario.sampling.stop) add_once(variables, scenario.sampling.stop->variable);
  scenario.outputs.variables = std::move(variables);
  scenario.outputs.variable_places.clear();
  scenario.outputs.thresholds.clear();
  scenario.outputs.samples = 0;
  scenario.observations = observations;
  scenario.claims.clear();
  scenario.sensitivity.method = config::SensitivityMethod::none;
  return sim::compile(scenario, source_.dimensions);
}

void Forecaster::score(const std::vector<const config::Actual*>& rows, const std::vector<config::Observation>& observations,
                       sim::Vintage& vintage) const {
  const config::Sampling& sampling = source_.scenario.sampling;
  vintage.trials = source_.trials.value_or(sampling.trials);
  if (vintage.trials > sim::kMostScored)
    throw base::Error(base::Error::Kind::data,
                      vintage.name + ": " + std::to_string(vintage.trials) + " trials cannot be scored (their numbers are kept in memory)",
                      {base::Remedy::Kind::limit_trials, std::to_string(sim::kMostScored)});
  const bool is_run = !observations.empty() || (sampling.stop && !source_.trials);
  if (is_run) {  // which refuses observations that leave too few trials, and finds where a rule stops
    const sim::Results results = run_watched(vintage.name, plan({}, observations), options(), watch_);
    vintage.trials = results.trials;
    if (results.update) vintage.effective_trials = results.update->effective_trials;
  }
  std::vector<std::string> variables;
  for (const config::Actual* row : rows) add_once(variables, row->variable);
  if (variables.empty()) return;
  const sim::Plan compiled = plan(std::move(variables), observations);
  std::vector<std::uint32_t> weights;
  if (!observations.empty()) weights = sim::weigh_trials(compiled, vintage.trials, options());
  const Cells cells(rows, compiled.labels, sampling.seed);
  sim::RunOptions watched = options();
  watched.progress = watch_.begin(vintage.name, vintage.trials * sim::passes(cells.cells.size(), vintage.trials));
  const auto scores = sim::score_trials(compiled, vintage.trials, cells.cells, weights, watched);
  for (std::size_t k = 0; k < rows.size(); ++k) vintage.scored[k].scores = scores[cells.of[k].first][cells.of[k].second];
}

}  // namespace cellcast::study
