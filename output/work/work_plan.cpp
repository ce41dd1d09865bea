#include "output/work/work_plan.hpp"

#include <algorithm>

#include "config/load/load.hpp"
#include "config/write/resolved.hpp"
#include "sim/random/stream/uniform.hpp"
#include "sim/stats/accumulate/bins.hpp"
#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::output {
namespace {

constexpr std::uint64_t kMostStages = 1 << 20, kMostPoints = 1 << 24, kMostTrials = std::uint64_t{1} << 32;

}  // namespace

std::uint64_t WorkPlan::tasks() const {
  std::uint64_t tasks = 0;
  for (const sim::Stage& stage : stages) tasks += stage.tasks;
  return tasks;
}

std::string why_not_growing(const config::Scenario& scenario) {
  const config::MethodTraits& design = config::traits(scenario.sampling.method);
  if (!design.why_fixed.empty()) return std::string(design.noun) + " of more trials is another one";
  if (!scenario.observations.empty()) return "the weights that observations give to trials depend on how many there are";
  if (scenario.sampling.trials < sim::kPilotTrials)
    return "fewer than " + std::to_string(sim::kPilotTrials) + " trials do not settle in which bins values are counted";
  return {};
}

base::Digest identity_of(const config::Scenario& scenario, const std::string& sweep) {
  config::Scenario same = scenario;
  same.sensitivity.trials = 0;
  if (why_not_growing(scenario).empty()) same.sampling.trials = 0;
  return base::sha256("cellcast shard, random numbers " + std::to_string(sim::kRngContract) + "\n" + config::resolved(same) + sweep);
}

std::string packed(const WorkPlan& plan) {
  sim::PackedWriter to;
  for (const std::string* text : {&plan.name, &plan.provenance.scenario_text, &plan.provenance.scenario_resolved,
                                  &plan.provenance.repaired_correlations, &plan.provenance.comments, &plan.sweep})
    to.text(*text);
  to.number(plan.points);
  to.number(plan.default_drivers ? 1 : 0);
  to.number(plan.stages.size());
  for (const sim::Stage& stage : plan.stages) {
    to.number(stage.end);
    to.number(stage.tasks);
  }
  return to.take();
}

WorkPlan unpacked_plan(std::string_view bytes) {
  sim::PackedReader from(bytes);
  WorkPlan plan;
  for (std::string* text : {&plan.name, &plan.provenance.scenario_text, &plan.provenance.scenario_resolved,
                            &plan.provenance.repaired_correlations, &plan.provenance.comments, &plan.sweep})
    *text = from.text();
  plan.points = from.number_up_to(kMostPoints);
  plan.default_drivers = from.number_up_to(1) == 1;
  plan.stages.resize(from.number_up_to(kMostStages));
  std::uint64_t before = 0;
  for (sim::Stage& stage : plan.stages) {
    stage.end = from.number();
    stage.tasks = from.number();
    if (stage.end <= before || stage.end > kMostTrials || stage.tasks == 0 || stage.tasks > plan.points * (stage.end - before))
      throw sim::Malformed();
    before = stage.end;
  }
  from.require_end();
  if (plan.stages.empty()) throw sim::Malformed();
  return plan;
}

}  // namespace cellcast::output
