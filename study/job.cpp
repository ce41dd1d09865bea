#include "study/job.hpp"

#include <algorithm>

#include "config/load/load.hpp"
#include "config/scenario/day.hpp"
#include "config/schema/keys.hpp"
#include "sim/sweep/sweep_point.hpp"
#include "study/refusals.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {
namespace {

std::string text_of(const config::Node& value) {
  if (value.kind == config::Kind::date) return config::date_text(value.date);
  if (value.kind == config::Kind::boolean) return value.boolean ? "true" : "false";
  return value.text;
}

}  // namespace

Job::Job(config::Scenario scenario, sim::Isa isa)
    : base_(std::move(scenario)), provenance_(output::provenance_of(base_)), isa_(isa), session_(std::make_unique<sim::Session>()) {}

Job::Job(config::Sweep sweep, config::Scenario base, sim::Isa isa) : Job(std::move(base), isa) {
  sweep_.emplace(std::move(sweep));
  points_ = sim::lay_out(*sweep_);
  session_ = std::make_unique<sim::Session>(sim::kDrawsInMemory);
  document_ = sim::base_document(*sweep_, provenance_.scenario_resolved);
}

config::Scenario Job::point_scenario(std::size_t point) const { return sim::PointLoader(*sweep_, document_).load(points_.values[point]); }

sim::Plan Job::plan(std::size_t point) {
  return session_->serve(sweep_ ? sim::compile_point(base_, point_scenario(point)) : sim::compile(base_));
}

const sim::Plan& Job::base_plan() {
  if (!base_plan_) base_plan_ = plan(points_.base);
  return *base_plan_;
}

void Job::refuse_stopping_rule() const {
  if (base_.sampling.stop)
    throw CannotDivide(
        CannotDivide::Why::stopping_rule,
        "a stopping rule looks at all trials together, so a run that has one cannot be divided; remove [sampling.stop] from " + base_.name);
}

output::WorkPlan Job::work_plan(std::uint64_t tasks) const {
  refuse_stopping_rule();
  if (tasks > trials() * points())
    throw CannotDivide(CannotDivide::Why::too_many_shards, std::to_string(trials() * points()) + " trials cannot be divided into " +
                                                               std::to_string(tasks) + " shards; choose fewer");
  return {.name = name(),
          .provenance = provenance_,
          .sweep = sweep_ ? sweep_->source.text : "",
          .points = points(),
          .default_drivers = !base_.sensitivity.trials_given,
          .stages = {{trials(), tasks}},
          .identity = output::identity_of(base_, sweep_ ? sweep_->source.text : "")};
}

output::SweepSummary Job::summary(const output::Provenance& provenance) const {
  output::SweepSummary summary;
  summary.name = sweep_->head.name;
  summary.title = sweep_->head.title;
  summary.design = config::design_names()[static_cast<std::size_t>(sweep_->design)];
  summary.points = points_.size();
  summary.base = points_.base;
  summary.sampling = base_.sampling;
  summary.provenance = provenance;
  summary.sweep_text = sweep_->source.text;
  for (std::size_t k = 0; k < sweep_->axes.size(); ++k) {
    const config::SweepAxis& axis = sweep_->axes[k];
    output::SweepAxis& coordinate = summary.axes.emplace_back();
    coordinate.name = axis.name;
    for (const config::AxisKey& key : axis.keys) coordinate.keys.push_back(key.path);
    coordinate.unit = config::unit_of(axis.keys.front().path);
    for (const std::vector<config::Node>& values : points_.values) {
      if (values[k].is_number())
        coordinate.numbers.push_back(values[k].number());
      else
        coordinate.texts.push_back(text_of(values[k]));
    }
  }
  return summary;
}

PointRun::PointRun(Job& job, std::size_t point, int threads, const std::atomic<bool>* stop)
    : point_(point), plan_(job.plan(point)), options_{.threads = threads, .stop = stop, .isa = job.isa()}, run_([&]() -> sim::PartialRun {
        if (job.base_point() < job.points() && job.base_point() != point) options_.base = {&job.base_plan(), nullptr};
        return sim::PartialRun(plan_, options_, sim::PartialRun::Sampling::at_the_end);
      }()) {}

sim::Results PointRun::finish(const sim::Results* base, const std::atomic<bool>* stop) {
  options_.stop = stop;
  if (options_.base) options_.base->results = base;
  return run_.finish(plan_.trials);
}

}  // namespace cellcast::study
