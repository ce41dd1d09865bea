#include "cli/work_runner.hpp"

#include <atomic>
#include <iostream>

#include "cli/arguments.hpp"
#include "cli/progress.hpp"
#include "cli/scenarios.hpp"
#include "cli/signals.hpp"
#include "cli/written.hpp"
#include "config/load.hpp"
#include "output/read_error.hpp"
#include "output/shard_survey.hpp"
#include "sim/engine/rounds.hpp"
#include "sim/stats/packed.hpp"

namespace cellcast::cli {
namespace {

sim::Plan compiled(const config::Scenario& scenario, sim::Isa isa) {
  sim::Plan plan = sim::compile(scenario);
  plan.kernel = &sim::kernel(isa);
  return plan;
}

}  // namespace

output::WorkPlan work_plan(const config::Scenario& scenario, std::uint64_t tasks) {
  if (scenario.sampling.stop)
    throw UsageError("a stopping rule looks at all trials together, so a run that has one cannot be divided; remove [sampling.stop] from " +
                     scenario.name + " or leave --work out");
  const std::uint64_t trials = scenario.sampling.trials;
  if (tasks > trials)
    throw UsageError(std::to_string(trials) + " trials cannot be divided into " + std::to_string(tasks) + " shards; choose fewer");
  return {.name = scenario.name,
          .provenance = {scenario.sources.front().text, config::resolved(scenario), config::repaired_correlations(scenario)},
          .default_drivers = !scenario.sensitivity.trials_given,
          .stages = {{trials, tasks}},
          .identity = output::identity_of(scenario)};
}

config::Scenario scenario_of(const output::WorkFolder& folder) {
  config::Scenario scenario = load_embedded(folder.path() + "/plan", folder.plan().provenance.scenario_resolved, {});
  if (output::identity_of(scenario) != folder.plan().identity)
    throw output::ReadError(
        output::ReadError::Kind::data,
        folder.path() + "/plan: made by a cellcast that draws or counts otherwise; use that one, or another work folder");
  return scenario;
}

WorkRunner::WorkRunner(const output::WorkFolder& folder, const config::Scenario& scenario, sim::Isa isa, int threads)
    : folder_(&folder),
      scenario_(scenario),
      plan_(compiled(scenario, isa)),
      stop_(&stop_on_signals_of_clusters()),
      options_{.threads = threads},
      run_(plan_, options_, sim::PartialRun::Sampling::at_the_end) {}

void WorkRunner::stop_if_told() const {
  if (*stop_) throw StoppedKept("stopped; what is done is kept in " + folder_->path() + ", and the same command goes on from there");
}

void WorkRunner::compute(const std::vector<sim::Shard>& shards) {
  std::vector<sim::Shard> left, finished;
  std::uint64_t trials = 0;
  for (const sim::Shard& shard : shards) {
    stop_if_told();
    if (folder_->look(shard).kind == output::ShardState::Kind::done) {
      finished.push_back(shard);
      continue;
    }
    left.push_back(shard);
    trials += shard.end - shard.first;
  }
  folder_->tidy(finished);
  Progress progress(folder_->plan().name, trials);
  std::uint64_t before = 0;
  for (const sim::Shard& shard : left) {
    stop_if_told();
    compute(shard, [&](std::uint64_t done) { progress(before + done - shard.first); });
    before += shard.end - shard.first;
  }
}

void WorkRunner::compute(const sim::Shard& shard, const std::function<void(std::uint64_t)>& progress) {
  try {
    run_.clear();
    std::uint64_t begin = shard.first;
    if (const auto checkpoint = folder_->checkpoint(shard)) {
      try {
        run_.merge(checkpoint->contents);
        begin = checkpoint->done;
      } catch (const sim::Malformed&) {
        run_.clear();
      }
    }
    const auto keep = [&](std::uint64_t done) { folder_->save(shard, done, run_.save()); };
    sim::run_in_rounds(run_, begin, shard.end, {.keep = keep, .progress = progress, .stop = stop_});
  } catch (const sim::Stopped&) {
    stop_if_told();
  } catch (const std::exception& error) {
    folder_->note_failure(shard, error.what());
    throw;
  }
}

void WorkRunner::load(const sim::Shard& shard) {
  try {
    run_.merge(folder_->read(shard));
  } catch (const sim::Malformed& error) {
    throw output::ReadError(output::ReadError::Kind::data, folder_->shard_path(shard) + ": damaged (" + error.what() + ")");
  }
}

sim::Results WorkRunner::merge() {
  output::Complaints complaints = output::survey(*folder_);
  complaints.require_none();
  run_.clear();
  for (const sim::Shard& shard : folder_->shards()) {
    stop_if_told();
    try {
      load(shard);
    } catch (const output::ReadError& error) {
      if (error.kind() != output::ReadError::Kind::data) throw;
      complaints.add(error.what());
    }
  }
  complaints.require_none();
  if (run_.trials() != plan_.trials)
    throw output::ReadError(output::ReadError::Kind::data, folder_->path() + ": its shards hold " + std::to_string(run_.trials()) +
                                                               " trials instead of " + std::to_string(plan_.trials));
  options_.stop = stop_;  // what is done is in files
  try {
    return run_.finish(plan_.trials);
  } catch (const sim::Stopped&) {
    stop_if_told();
    throw;
  }
}

void write_merged(WorkRunner& runner, output::ResultFile& file, const output::WorkFolder& folder, const std::string& path, bool json) {
  file.write(runner.scenario(), folder.plan().provenance, runner.merge());
  std::cout << written_results({{runner.scenario().name, path, runner.scenario().sampling}}, json);
}

}  // namespace cellcast::cli
