// Asks the library questions as a program of somebody else's would. It prints what it is answered, a word a line; check_uses.py holds that
// against what cellcast itself says.
#include <cellcast/cellcast.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <thread>

#include "tasks.hpp"

using namespace cellcast;

namespace {

void say(const std::string& word) { std::cout << word << '\n'; }
void say(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  say(std::string(text));
}
void say(std::uint64_t value) { say(std::to_string(value)); }
void say(int value) { say(std::to_string(value)); }
void say(const Estimate& estimate) { say(estimate.value), say(estimate.low), say(estimate.high); }
template <class Value>
void say(const std::optional<Value>& value) {
  if (value)
    say(*value);
  else
    say(std::string("none"));
}
void say(const Asked& asked) { say(asked.name), say(asked.method), say(asked.seed), say(asked.trials); }

Subject subject(const std::string& path) {
  if (path.ends_with(".toml")) return Scenario::load(path);
  return Result::open(path);
}

void say(const Probabilities& answer) {
  say(answer.asked), say(answer.base), say(answer.given_trials);
  for (const Probability& each : answer.conditions) say(each.condition), say(each.probability), say(each.effective_trials), say(each.count);
}

/// SUBJECT GIVEN|- updated|- CONDITION...
void ask_probability(const Words& words) {
  ProbabilityQuestion question{.conditions = {words.begin() + 3, words.end()}, .is_updated = words.at(2) == "updated"};
  if (words.at(1) != "-") question.given = words.at(1);
  say(probability(subject(words.at(0)), question));
}

/// BASE LATER CONDITION
void ask_pair(const Words& words) {
  const std::vector<Subject> both{subject(words.at(0)), subject(words.at(1))};
  for (const Probabilities& each : probability(both, {.conditions = {words.at(2)}})) say(each);
}

/// SUBJECT CONDITION
void ask_discover(const Words& words) {
  const Discovery found = discover(subject(words.at(0)), words.at(1));
  say(found.asked), say(found.condition), say(found.cases), say(found.probability), say(found.searched), say(found.searched_cases);
  for (const Box& box : found.boxes) {
    say(box.trials), say(box.cases), say(box.coverage), say(box.density), say(box.mass), say(std::uint64_t{box.step});
    for (const Limit& limit : box.limits) {
      say(limit.input), say(limit.unit), say(std::string(limit.is_upper ? "upper" : "lower")), say(limit.value), say(limit.percentile);
      say(std::uint64_t{limit.found_again});
    }
    for (const PathStep& step : box.path) {
      say(step.trials), say(step.cases), say(std::uint64_t{step.limits}), say(step.coverage), say(step.density), say(step.mass);
    }
  }
}

/// SUBJECT KEY FROM TO TARGET
void ask_seek(const Words& words) {
  const Sought found = seek(subject(words.at(0)), {words.at(1), words.at(2), words.at(3), words.at(4)});
  say(found.asked), say(found.key), say(found.unit), say(found.statistic), say(found.target);
  for (const SoughtValue& end : {found.from, found.to}) say(end.number), say(end.statistic);
  say(found.root ? std::optional(found.root->number) : std::nullopt), say(found.root ? std::optional(found.root->statistic) : std::nullopt);
  say(found.low ? std::optional(found.low->number) : std::nullopt), say(found.high ? std::optional(found.high->number) : std::nullopt);
}

/// PAYOFF smaller|larger CVAR|- SUBJECT...
void ask_decide(const Words& words) {
  std::vector<Subject> choices;
  for (std::size_t k = 3; k < words.size(); ++k) choices.push_back(subject(words[k]));
  Preference preference{.is_smaller_better = words.at(1) == "smaller"};
  if (words.at(2) != "-") preference.cvar = std::stod(words.at(2));
  const Decision found = decide(choices, words.at(0), preference);
  say(found.payoff), say(found.options.at(found.best).name), say(found.evpi);
  for (const Option& option : found.options) {
    say(option.name), say(option.mean), say(option.sd), say(option.p5), say(option.p50), say(option.p95), say(option.best),
        say(option.regret);
    say(option.worst);
  }
  for (const Knowledge& each : found.known) {
    say(each.name), say(each.value);
    for (const std::string& input : each.inputs) say(input);
  }
}

void say(const Reference& reference) { say(reference.count), say(reference.crps), say(reference.skill); }

void say(const ScoreSummary& summary) {
  say(summary.count), say(summary.crps), say(summary.published), say(summary.naive), say(summary.coverage_50), say(summary.coverage_90);
  say(summary.interval_50), say(summary.interval_90), say(summary.miss), say(summary.pit), say(summary.log_scores), say(summary.log_score);
  for (const std::uint64_t count : summary.places) say(count);
}

void say(const Score& score) {
  say(score.variable), say(score.index), say(score.year), say(score.horizon), say(score.unit), say(score.value), say(score.factor),
      say(score.sd);
  say(int{score.is_relative}), say(score.published), say(score.source), say(std::uint64_t{score.line}), say(int{score.counts});
  say(int{score.is_logarithm}), say(score.error);
  for (const double quantile : score.quantiles) say(quantile);
  say(score.pit), say(int{score.inside_50}), say(int{score.inside_90}), say(score.crps), say(score.interval_50), say(score.interval_90);
  say(score.miss), say(score.log_score);
  for (const double claim : score.claims) say(claim);
  say(score.published_crps);
  if (score.naive) say(score.naive->mean), say(score.naive->sd), say(score.naive->growths);
  say(score.naive_crps);
}

/// ACTUALS UNTIL|- SUBJECT...
void ask_score(const Words& words) {
  Scoring wanted{.subjects = {words.begin() + 2, words.end()}, .actuals = words.at(0), .changes = {.trials = 2048}};
  wanted.is_updated = words.at(1) != "-";
  if (wanted.is_updated) wanted.until = std::stoi(words.at(1));
  for (const Vintage& vintage : score(wanted)) {
    say(vintage.asked), say(vintage.file), say(vintage.actuals), say(vintage.base_year), say(vintage.end_year),
        say(vintage.effective_trials);
    say(vintage.observed_until), say(vintage.observations), say(vintage.exact), say(vintage.unknown), say(vintage.other_years),
        say(vintage.observed);
    for (const Score& each : vintage.scores) say(each);
    say(vintage.all);
    for (const auto& [horizon, summary] : vintage.by_horizon) say(horizon), say(summary);
    for (const auto& [variable, summary] : vintage.by_variable) say(variable), say(summary);
  }
}

/// Two threads ask a result that was never saved, and one ends by a stop.
void ask_at_once(const Words& words) {
  const Subject result = run(Scenario::load(words.at(0)));
  const ProbabilityQuestion question{.conditions = {words.at(1)}};
  double values[2] = {};
  {
    std::vector<std::jthread> both;
    for (int i = 0; i < 2; ++i)
      both.emplace_back([&, i] { values[i] = probability(result, question, {.threads = 1 + i}).conditions.at(0).probability.value; });
  }
  say(values[0]), say(values[1]);
}

void stop(const Words& words) {
  std::stop_source source;
  source.request_stop();
  probability(Scenario::load(words.at(0), {.trials = 100'000'000}), {.conditions = {"1"}}, {.watch = {.stop = source.get_token()}});
}

/// SUBJECT: differences of one scenario alone, and then weighed ones.
void alone(const Words& words) { probability(std::vector<Subject>{subject(words.at(0))}, {.conditions = {"1"}}); }
void weighed(const Words& words) {
  probability(std::vector<Subject>{subject(words.at(0)), subject(words.at(0))}, {.conditions = {"1"}, .is_updated = true});
}
void no_condition(const Words& words) { probability(subject(words.at(0)), {}); }

const Tasks kTasks{{"probability", ask_probability},
                   {"pair", ask_pair},
                   {"discover", ask_discover},
                   {"seek", ask_seek},
                   {"decide", ask_decide},
                   {"score", ask_score},
                   {"at-once", ask_at_once},
                   {"stop", stop},
                   {"alone", alone},
                   {"weighed", weighed},
                   {"no-condition", no_condition}};

}  // namespace

/// TASK WORD...
int main(int argc, char** argv) { return do_task(kTasks, argc, argv); }
