#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "output/work_folder.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/engine/partial_run.hpp"

namespace cellcast::cli {

/// A signal ended work in a work folder, where what was done is kept; what() says how to go on.
class StoppedKept : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a work folder is to hold for a scenario that passed all checks, divided among so many tasks. Throws UsageError where it cannot be
/// divided.
output::WorkPlan work_plan(const config::Scenario& scenario, std::uint64_t tasks);

/// The scenario that a work folder's plan holds. Throws BadScenarios, and output::ReadError where this program counts otherwise.
config::Scenario scenario_of(const output::WorkFolder& folder);

/// Computes the shards of a run's work folder, and puts them together. All arguments must outlive it.
class WorkRunner {
 public:
  WorkRunner(const output::WorkFolder& folder, const config::Scenario& scenario, sim::Isa isa, int threads);

  /// Computes what is not done of these shards. Throws StoppedKept, and what the folder throws.
  void compute(const std::vector<sim::Shard>& shards);
  /// Computes whatever is not done.
  void complete() { compute(folder_->shards()); }
  /// What all shards come to. Throws output::ReadError, which names every shard that is missing, damaged or of another run.
  sim::Results merge();
  const config::Scenario& scenario() const { return scenario_; }

 private:
  void compute(const sim::Shard& shard, const std::function<void(std::uint64_t)>& progress);
  void load(const sim::Shard& shard);
  void stop_if_told() const;

  const output::WorkFolder* folder_;
  config::Scenario scenario_;
  sim::Plan plan_;
  const std::atomic<bool>* stop_;
  sim::RunOptions options_;
  sim::PartialRun run_;
};

/// Merges, writes the result to a file that was opened for it, and says so on standard output.
void write_merged(WorkRunner& runner, output::ResultFile& file, const output::WorkFolder& folder, const std::string& path, bool json);

}  // namespace cellcast::cli
