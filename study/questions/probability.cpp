#include "study/questions/probability.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/questions/events.hpp"
#include "study/questions/asked.hpp"
#include "study/questions/question_text.hpp"

namespace cellcast::study {
namespace {

/// The conditions, then what is given.
std::vector<std::string> texts(const ProbabilityQuestion& question) {
  std::vector<std::string> all = question.conditions;
  if (question.given) all.push_back(*question.given);
  return all;
}

sim::Events events(const sim::Plan& plan, const ProbabilityQuestion& question) {
  sim::Events events;
  for (const sim::VariableId id : plan.questions) events.conditions.push_back(plan.layout.offset(id));
  if (!question.given) return events;
  events.given = events.conditions.back();
  events.conditions.pop_back();
  return events;
}

void require_all_finite(const std::vector<sim::NotFiniteCount>& not_finite, const ProbabilityQuestion& question, std::uint64_t trials) {
  const std::vector<std::string> all = texts(question);
  for (std::size_t k = 0; k < all.size(); ++k) require_finite(all[k], not_finite[k], trials);
}

void require_given(bool holds, const ProbabilityQuestion& question, std::uint64_t trials) {
  if (holds) return;
  throw base::Error(base::Error::Kind::data, "`" + question.given.value_or("") + "` holds in none of " + std::to_string(trials) + " trials" +
                                                 (question.is_updated ? " that agree with the observations" : "") +
                                                 ": nothing can be said of what happens then; run more trials, or give what is more likely");
}

void count(const sim::Trials& trials, const ProbabilityQuestion& question, const sim::RunOptions& options, output::Probabilities& out) {
  const sim::EventTally tally = sim::count_events(trials, events(*trials.plan, question), options);
  require_all_finite(tally.not_finite, question, trials.count);
  out.given_trials = tally.counts.front().all_given();
  require_given(out.given_trials > 0, question, trials.count);
  const double factor = sim::confidence_factor(trials.plan->design->replicates(), trials.count);
  for (std::size_t k = 0; k < question.conditions.size(); ++k) {
    const sim::EventCounts& counts = tally.counts[k];
    out.conditions.push_back({question.conditions[k], sim::proportion(counts, factor), counts.all_both()});
  }
}

void weigh(const sim::Trials& trials, const ProbabilityQuestion& question, const sim::RunOptions& options, output::Probabilities& out) {
  const sim::WeighedTally tally = sim::weigh_events(trials, events(*trials.plan, question), options);
  require_all_finite(tally.not_finite, question, trials.count);
  require_given(tally.counts.front().given > 0, question, trials.count);
  for (std::size_t k = 0; k < question.conditions.size(); ++k)
    out.conditions.push_back({question.conditions[k], sim::proportion(tally.counts[k])});
}

output::Probabilities answer(const config::Scenario& scenario, const sim::Trials& trials, const ProbabilityQuestion& question,
                     const Machine& machine, const Watch& watch) {
  output::Probabilities out{asked(scenario, trials.count)};
  out.given = question.given;
  out.is_updated = question.is_updated;
  sim::RunOptions options = options_of(machine, watch);
  options.progress = watch.begin(scenario.name, trials.count);
  question.is_updated ? weigh(trials, question, options, out) : count(trials, question, options, out);
  return out;
}

/// As a run of the batch has them; where the first is of a result, that result's come first.
std::vector<std::string> dimensions_of(std::span<const Source> batch) {
  std::vector<config::Scenario> scenarios;
  for (const Source& source : batch) scenarios.push_back(source.scenario);
  std::vector<std::string> all = batch.front().trials ? batch.front().dimensions : std::vector<std::string>();
  for (const std::string& name : sim::dimension_order(scenarios))
    if (std::ranges::find(all, name) == all.end()) all.push_back(name);
  return all;
}

}  // namespace

output::Probabilities probability(const Source& source, const ProbabilityQuestion& question, const Machine& machine, const Watch& watch) {
  const std::vector<sim::Question> questions = conditions(texts(question), sim::question_scope(source.scenario));
  if (question.is_updated && source.scenario.observations.empty())
    throw base::UsageError(source.scenario.name + ": has no observations to update by; add [[observations]] to it");
  const std::uint64_t trials = trials_of_run(source, options_of(machine, watch));
  config::Scenario scenario = for_questions(source.scenario, trials);
  if (question.is_updated) scenario.observations = source.scenario.observations;
  const sim::Plan plan = sim::compile(scenario, source.dimensions, questions);
  return answer(source.scenario, {&plan, trials}, question, machine, watch);
}

std::vector<output::Probabilities> paired_probabilities(std::span<const Source> batch, const ProbabilityQuestion& question,
                                                        const Machine& machine, const Watch& watch) {
  const config::Scenario& base = batch.front().scenario;
  const std::vector<std::string> dimensions = dimensions_of(batch);
  const sim::Scope base_scope = sim::question_scope(base);
  std::vector<output::Probabilities> all;
  for (const Source& source : batch.subspan(1)) {
    const config::Scenario& later = source.scenario;
    const std::vector<sim::Question> questions = conditions(texts(question), sim::question_scope(later, &base_scope));
    require_paired(base, later);
    const std::uint64_t trials = later.sampling.trials;
    const sim::PairedPlans plans =
        sim::compile_pair(for_questions(base, trials), for_questions(later, trials), dimensions, questions);
    all.push_back(answer(later, {&plans.later, trials, &plans.base}, question, machine, watch));
    all.back().base = base.name;
  }
  return all;
}

}  // namespace cellcast::study
