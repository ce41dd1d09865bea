#include <iterator>
#include <limits>

#include "cellcast/source.hpp"
#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "sim/check/design.hpp"
#include "study/questions/decide.hpp"
#include "study/questions/discover.hpp"
#include "study/questions/probability.hpp"
#include "study/questions/seek.hpp"

namespace cellcast {
namespace {

Asked asked_of(const output::Asked& asked) { return {asked.name, asked.title, asked.method, asked.seed, asked.trials}; }
Estimate estimate_of(const sim::Proportion& found) { return {found.estimate, found.low, found.high}; }
Estimate estimate_of(const sim::Estimate& found) { return {found.value, found.low, found.high}; }

Probabilities answer_of(const output::Probabilities& found) {
  const auto counted = [&](std::uint64_t count) { return found.is_updated ? std::nullopt : std::optional(count); };
  Probabilities answer{asked_of(found.asked), found.base, counted(found.given_trials), {}};
  for (const output::Probability& each : found.conditions)
    answer.conditions.push_back({each.condition, estimate_of(each.found), each.found.effective, counted(each.count)});
  return answer;
}

study::ProbabilityQuestion question_of(const ProbabilityQuestion& question) {
  return {question.conditions, question.given, question.is_updated};
}

Box box_of(const sim::DiscoveredBox& found, const std::vector<sim::DrawnFactor>& factors) {
  Box box{found.inside.trials,
          found.inside.cases,
          estimate_of(found.coverage),
          estimate_of(found.density),
          estimate_of(found.mass),
          {},
          found.step,
          {}};
  for (const sim::DiscoveredLimit& limit : found.limits) {
    const sim::DrawnFactor& factor = factors[limit.factor];
    box.limits.push_back({factor.name, factor.unit, limit.is_upper, limit.value, limit.percentile, limit.found_again});
  }
  for (const sim::PathPoint& point : found.path)
    box.path.push_back({point.inside.trials, point.inside.cases, point.limits, point.coverage, point.density, point.mass});
  return box;
}

Discovery answer_of(const output::Discovered& discovered) {
  const sim::Discovery& found = discovered.found;
  Discovery answer{asked_of(discovered.asked),
                   discovered.condition,
                   found.cases,
                   estimate_of(found.probability),
                   found.searched,
                   found.searched_cases,
                   {}};
  for (const sim::DiscoveredBox& box : found.boxes) answer.boxes.push_back(box_of(box, found.factors));
  return answer;
}

Sought answer_of(const output::Sought& found) {
  const auto value = [](const output::SoughtValue& each) { return SoughtValue{each.text, each.place, each.statistic}; };
  const auto optional = [&](const std::optional<output::SoughtValue>& each) { return each ? std::optional(value(*each)) : std::nullopt; };
  Sought answer{asked_of(found.asked), found.key,       found.unit,           found.statistic,     found.target,
                value(found.from),     value(found.to), optional(found.root), optional(found.low), optional(found.high)};
  for (std::optional<SoughtValue>* const end : {&answer.low, &answer.high})
    if (*end) (*end)->statistic = std::numeric_limits<double>::quiet_NaN();
  return answer;
}

Option option_of(const std::string& name, const sim::OptionFigures& found) {
  return {name, estimate_of(found.mean), found.sd, found.p5, found.p50, found.p95, found.best, found.regret, found.worst};
}

Decision answer_of(const output::Decided& decided) {
  const sim::Choice& choice = decided.found.choice;
  Decision answer{asked_of(decided.asked), decided.payoff, {}, choice.best, estimate_of(choice.evpi), {}};
  for (std::size_t k = 0; k < decided.options.size(); ++k) answer.options.push_back(option_of(decided.options[k], choice.options[k]));
  for (const sim::KnownFactor& each : decided.found.known) answer.known.push_back({each.name, each.inputs, estimate_of(each.value)});
  return answer;
}

void require_conditions(const ProbabilityQuestion& question) {
  if (question.conditions.empty()) throw Error(Error::Kind::usage, "there is no condition to ask for");
}

void require_batch(std::span<const study::Source> batch) {
  std::vector<config::Scenario> scenarios;
  for (const study::Source& source : batch) scenarios.push_back(source.scenario);
  sim::check_batch(scenarios);
}

/// What `ask` answers to (machine, watch), as the facade's.
template <class Ask>
auto answered(const RunOptions& options, const Ask& ask) {
  return translated([&] {
    const study::Machine machine = machine_of(options);
    const Following following(options.watch);
    return answer_of(ask(machine, following.watch()));
  });
}

}  // namespace

Probabilities probability(const Subject& subject, const ProbabilityQuestion& question, const RunOptions& options) {
  return answered(options, [&](const study::Machine& machine, const study::Watch& watch) {
    require_conditions(question);
    return study::probability(source_of(subject), question_of(question), machine, watch);
  });
}

std::vector<Probabilities> probability(std::span<const Subject> batch, const ProbabilityQuestion& question, const RunOptions& options) {
  return translated([&] {
    require_conditions(question);
    if (batch.size() < 2) throw Error(Error::Kind::usage, "differences are of two scenarios or more");
    if (question.is_updated) throw Error(Error::Kind::usage, "paired trials cannot be weighed by observations");
    const study::Machine machine = machine_of(options);
    const Following following(options.watch);
    const std::vector<study::Source> sources = sources_of(batch);
    require_batch(sources);
    std::vector<Probabilities> answers;
    for (const output::Probabilities& each : study::paired_probabilities(sources, question_of(question), machine, following.watch()))
      answers.push_back(answer_of(each));
    return answers;
  });
}

Discovery discover(const Subject& subject, const std::string& condition, const RunOptions& options) {
  return answered(options, [&](const study::Machine& machine, const study::Watch& watch) {
    return study::discover(source_of(subject), condition, machine, watch);
  });
}

Sought seek(const Subject& subject, const SeekQuestion& question, const RunOptions& options) {
  return answered(options, [&](const study::Machine& machine, const study::Watch& watch) {
    return study::seek(source_of(subject), {question.key, question.from, question.to, question.target}, machine, watch);
  });
}

Decision decide(std::span<const Subject> choices, const std::string& payoff, const Preference& preference, const RunOptions& options) {
  return answered(options, [&](const study::Machine& machine, const study::Watch& watch) {
    if (preference.cvar && !(*preference.cvar > 0 && *preference.cvar < 1))
      throw Error(Error::Kind::usage, "the worst part of the trials is " + std::to_string(*preference.cvar) + " (it lies between 0 and 1)");
    return study::decide(sources_of(choices), payoff, {preference.is_smaller_better, preference.cvar}, machine, watch);
  });
}

}  // namespace cellcast
