#include "study/questions/decide.hpp"

#include <array>

#include "config/toml/input_file.hpp"
#include "sim/check/design.hpp"
#include "sim/plan/dimensions.hpp"
#include "study/questions/asked.hpp"
#include "study/questions/question_text.hpp"

namespace cellcast::study {
namespace {

constexpr std::uint64_t kMostTrials = std::uint64_t{1} << 26;

/// With the trials of the run where it has told them.
config::Scenario as_run(const Source& option) {
  if (!option.trials) return option.scenario;
  config::Scenario scenario = option.scenario;
  scenario.sampling.trials = *option.trials;
  scenario.sampling.stop.reset();
  return scenario;
}

void require_batch(std::span<const config::Scenario> scenarios) {
  const config::Scenario& first = scenarios.front();
  for (const config::Scenario& later : scenarios.subspan(1)) require_paired(first, later);
  if (first.sampling.trials < 2)
    throw base::Error(base::Error::Kind::data, first.name + ": has a single trial (which tells nothing of how uncertain a choice is) run more");
  if (first.sampling.trials > kMostTrials)
    throw base::Error(base::Error::Kind::data, first.name + ": has " + std::to_string(first.sampling.trials) +
                                                   " trials (a decision keeps all of them, and at most " + std::to_string(kMostTrials) + ") run fewer");
  sim::check_batch(scenarios);
}

/// The plans of a batch, each with the payoff as its one question. What is wrong with that is told before anything is computed.
std::vector<sim::Plan> compile_all(std::span<const config::Scenario> scenarios, const std::string& payoff) {
  const std::vector<std::string> dimensions = sim::dimension_order(scenarios);
  std::vector<sim::Plan> plans;
  for (const config::Scenario& scenario : scenarios) {
    const std::vector<sim::Question> questions = conditions(std::array{payoff}, sim::question_scope(scenario));
    plans.push_back(sim::compile(for_questions(scenario, scenario.sampling.trials), dimensions, questions));
  }
  return plans;
}

}  // namespace

std::vector<Source> load_options(const std::vector<std::string>& files, const config::Overrides& overrides, const Watch& watch) {
  std::vector<Source> options;
  config::Findings wrong;
  for (const std::string& file : files) {
    try {
      options.push_back(load_source(file, overrides, watch));
    } catch (const config::ScenarioError& error) {
      wrong.add(error);
    } catch (const config::InputError& error) {
      wrong.add_unread(error.path(), error.why());
    }
  }
  wrong.require_none();
  return options;
}

output::Decided decide(std::span<const Source> options, const std::string& payoff, const sim::Preference& preference, const Machine& machine,
                       const Watch& watch) {
  if (options.size() < 2) throw base::UsageError("a decision is among two scenarios or more");
  std::vector<config::Scenario> scenarios;
  for (const Source& option : options) scenarios.push_back(as_run(option));
  const std::vector<sim::Plan> plans = compile_all(scenarios, payoff);
  require_batch(scenarios);

  const std::uint64_t trials = scenarios.front().sampling.trials;
  output::Decided decided{asked(scenarios.front(), trials), {}, payoff, preference, {}};
  sim::PayoffTable payoffs;
  for (std::size_t k = 0; k < plans.size(); ++k) {
    sim::RunOptions watched = options_of(machine, watch);
    watched.progress = watch.begin(scenarios[k].name, trials);
    sim::NotFiniteCount not_finite;
    payoffs.push_back(sim::payoffs_of(plans[k], plans[k].layout.offset(plans[k].questions.front()), not_finite, watched));
    require_finite(payoff, not_finite, trials);
    decided.options.push_back(scenarios[k].name);
  }
  sim::RunOptions watched = options_of(machine, watch);
  if (!preference.alpha) watched.progress = watch.begin("inputs", sim::trials_to_look_at(plans));
  decided.found = sim::decide(plans, std::move(payoffs), preference, watched);
  return decided;
}

}  // namespace cellcast::study
