#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/load/document.hpp"
#include "config/scenario/scenario.hpp"
#include "output/sweep/sweep_file.hpp"
#include "output/work/work_plan.hpp"
#include "sim/engine/run/partial_run.hpp"
#include "sim/engine/trials/session.hpp"
#include "sim/sweep/sweep.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// What is to be computed: a scenario, which is a single point, or the points of a sweep.
class Job {
 public:
  Job(config::Scenario scenario, sim::Isa isa);
  /// `base` has the sweep's settings.
  Job(config::Sweep sweep, config::Scenario base, sim::Isa isa);

  bool is_sweep() const { return sweep_.has_value(); }
  const std::string& name() const { return sweep_ ? sweep_->head.name : base_.name; }
  std::size_t points() const { return sweep_ ? points_.size() : 1; }
  /// That differences are from; points() where there are none.
  std::size_t base_point() const { return sweep_ ? points_.base : 1; }
  std::uint64_t trials() const { return base_.sampling.trials; }
  /// Of a sweep: what it starts from.
  const config::Scenario& scenario() const { return base_; }
  const config::Sweep& sweep() const { return *sweep_; }
  sim::Isa isa() const { return isa_; }

  /// A point ready to run; all of them share their draws as far as these are the same. Throws config::ScenarioError.
  sim::Plan plan(std::size_t point);

  /// The base point's, which differences need at all others.
  const sim::Plan& base_plan();
  /// Of a job that was loaded from files; one of a work folder has its plan's.
  const output::Provenance& provenance() const { return provenance_; }
  /// Throws CannotDivide where the scenario has a stopping rule: it looks at all trials together.
  void refuse_stopping_rule() const;
  /// What work folders are to hold. Throws CannotDivide where it cannot be divided.
  output::WorkPlan work_plan(std::uint64_t tasks) const;
  output::SweepSummary summary(const output::Provenance& provenance) const;

 private:
  config::Scenario point_scenario(std::size_t point) const;

  std::optional<config::Sweep> sweep_;
  sim::SweepPoints points_;
  std::shared_ptr<const config::Document> document_;  ///< that points start from
  config::Scenario base_;
  output::Provenance provenance_;
  sim::Isa isa_;
  std::unique_ptr<sim::Session> session_;
  std::optional<sim::Plan> base_plan_;
};

/// The job of a scenario or sweep file. Throws config::ScenarioError.
Job load_job(const std::string& path, const config::Overrides& overrides, sim::Isa isa, const Watch& watch);
/// That of a sweep; all values of its axes are tried first. Throws config::ScenarioError with all that is wrong.
Job load_sweep_job(const std::string& path, const config::Overrides& overrides, sim::Isa isa, const Watch& watch);
/// That of a work folder's plan; `name` is what messages call it.
Job job_of(const std::string& name, const output::WorkPlan& plan, sim::Isa isa, const Watch& watch);

/// The trials of one point.
class PointRun {
 public:
  /// Counts differences from the base point, if there is one and it is another. `job` and `stop` must outlive this.
  PointRun(Job& job, std::size_t point, int threads, const std::atomic<bool>* stop = nullptr);

  std::size_t point() const { return point_; }
  sim::PartialRun& run() { return run_; }
  /// What all trials come to. `base` are the results of the base point, where differences are counted. Throws sim::Stopped.
  sim::Results finish(const sim::Results* base, const std::atomic<bool>* stop);

 private:
  std::size_t point_;
  sim::Plan plan_;
  sim::RunOptions options_;
  sim::PartialRun run_;
};

}  // namespace cellcast::study
