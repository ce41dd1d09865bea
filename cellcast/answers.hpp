#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the questions of cellcast/cellcast.hpp are answered with: data only. docs/questions.md and docs/scores.md say what the numbers
/// mean, docs/methods.md how they are computed.
namespace cellcast {

/// Which trials an answer is of.
struct Asked {
  std::string name, title, method;  ///< of the scenario
  std::uint64_t seed, trials;
};

/// A figure and its 95 % interval, in one unit.
struct Estimate {
  double value, low, high;
};

/// How likely one condition is.
struct Probability {
  std::string condition;
  Estimate probability;                ///< [0, 1]
  double effective_trials;             ///< independent ones that would tell as much; > 0
  std::optional<std::uint64_t> count;  ///< trials in which it holds, and what is given; empty where trials weigh differently
};

struct Probabilities {
  Asked asked;
  std::string base;                           ///< the scenario that differences are from; empty: none
  std::optional<std::uint64_t> given_trials;  ///< in which what is given holds, all where nothing is; empty where trials weigh differently
  std::vector<Probability> conditions;        ///< in the order asked
};

/// A limit of a box of futures.
struct Limit {
  std::string input, unit;    ///< an input, or shocks by name: their sum over the root of their number
  bool is_upper;              ///< at most `value`; else at least
  double value;               ///< in `unit`; inside the box
  double percentile;          ///< [0, 1], the part of all trials below a lower limit, or not above an upper one
  std::uint32_t found_again;  ///< how many of 20 half-samples have a limit on this side
};

/// A box on the way to the one that is offered, counted among the trials searched.
struct PathStep {
  std::uint64_t trials, cases;  ///< inside
  std::size_t limits;
  double coverage, density, mass;  ///< [0, 1]
};

struct Box {
  std::uint64_t trials, cases;       ///< inside, of all trials; of a later box without those of the ones before
  Estimate coverage, density, mass;  ///< [0, 1]: of all cases inside, of trials inside that are cases, and of all trials inside
  std::vector<Limit> limits;
  std::size_t step;  ///< of the path, that the box was made of
  std::vector<PathStep> path;
};

/// In which futures a condition holds.
struct Discovery {
  Asked asked;
  std::string condition;
  std::uint64_t cases;                     ///< trials in which it holds
  Estimate probability;                    ///< [0, 1]
  std::uint64_t searched, searched_cases;  ///< leading trials that were searched, and those of them in which it holds
  std::vector<Box> boxes;                  ///< at most two, each searched for without the trials of the one before
};

/// A value of a key, and what it gives.
struct SoughtValue {
  std::string text;  ///< as a scenario writes it
  double number;     ///< the value; of a date, days since 1970-01-01
  double statistic;  ///< there, in the unit of what it is of; not-a-number at the ends of an interval
};

/// At which value of a key a statistic is what it is to be.
struct Sought {
  Asked asked;
  std::string key, unit, statistic;      ///< statistic: `P(total_exports[2030] < 900)`
  double target;                         ///< what it is to be
  SoughtValue from, to;                  ///< the ends
  std::optional<SoughtValue> root;       ///< empty where both ends lie on one side of the target
  std::optional<SoughtValue> low, high;  ///< of its 95 % interval; empty where that reaches the end
};

/// What a scenario to choose from pays.
struct Option {
  std::string name;
  Estimate mean;  ///< in the payoff's unit, as all but `best`
  double sd, p5, p50, p95;
  double best;                  ///< [0, 1], probability that no other pays more; those that pay the same share a trial
  double regret;                ///< mean of what the best of each trial pays more
  std::optional<double> worst;  ///< mean of the worst trials, where that decides
};

/// What it is worth to know inputs before choosing.
struct Knowledge {
  std::string name;
  std::vector<std::string> inputs;  ///< one, or those of a group
  Estimate value;                   ///< EVPPI, in the payoff's unit; >= 0. What is below 0.5 % of `evpi` is not told apart from nothing
};

/// Which scenario to choose.
struct Decision {
  Asked asked;  ///< of the first scenario
  std::string payoff;
  std::vector<Option> options;   ///< in the order asked
  std::size_t best;              ///< of these, the one to choose
  Estimate evpi;                 ///< what it is worth to know everything before choosing; >= 0
  std::vector<Knowledge> known;  ///< inputs, then groups; none where the worst trials decide
};

/// What one says who knows nothing but the past: a normal law of the logarithm.
struct Naive {
  double mean, sd;  ///< sd 0: a point
  int growths;      ///< yearly growths that it is made of
};

/// What happened, and what a forecast of it scored.
struct Score {
  std::string variable, index, unit;
  int year, horizon;                      ///< horizon: year less base year, >= 1
  double value, factor, sd;               ///< value and sd as published; value x factor is on the variable's basis
  bool is_relative;                       ///< sd is a part of the value
  std::string published, source;          ///< when, and by whom
  std::uint32_t line;                     ///< of the file of actuals
  bool counts;                            ///< in means: the first row of its number
  bool is_logarithm;                      ///< whether errors and scores are of logarithms
  double error;                           ///< sd of what happened, on that scale
  std::array<double, 5> quantiles;        ///< P5, P25, P50, P75, P95 of the forecast, in `unit`
  double pit;                             ///< [0, 1], place of what happened in the forecast
  bool inside_50, inside_90;              ///< of the middle half of the forecast, and of its middle nine tenths
  double crps, interval_50, interval_90;  ///< scores on that scale, the less the better
  double miss;                            ///< what happened less the forecast's median, on that scale
  std::optional<double> log_score;        ///< nats; of logarithms only
  std::vector<double> claims;             ///< point forecasts of others, in `unit`
  std::optional<double> published_crps;   ///< their mean; of logarithms only
  std::optional<Naive> naive;
  std::optional<double> naive_crps;  ///< of logarithms only
};

/// What others scored over the actuals that both have.
struct Reference {
  std::uint64_t count;
  double crps;                  ///< their mean
  std::optional<double> skill;  ///< 1 - ratio of mean CRPS; empty where theirs is 0
};

/// Means over scores that count and are of logarithms; 0 where there are none.
struct ScoreSummary {
  std::uint64_t count;
  double crps, interval_50, interval_90, pit, miss;
  std::uint64_t log_scores;  ///< of which there are so many
  double log_score;
  Reference published, naive;
  Estimate coverage_50, coverage_90;     ///< [0, 1], the part that lay inside
  std::array<std::uint64_t, 10> places;  ///< how many places lie in each tenth of the forecast
};

/// A scenario with the information of a day, and its scores.
struct Vintage {
  Asked asked;
  std::string file, actuals;  ///< what was scored, and the file of what happened
  int base_year, end_year;
  std::optional<double> effective_trials;        ///< where observations weigh them
  int observed_until;                            ///< year, where they do; else 0
  std::uint64_t observations, exact;             ///< that weigh them; exact figures, which cannot
  std::uint64_t unknown, other_years, observed;  ///< actuals that are not scored, and why
  std::vector<Score> scores;
  ScoreSummary all;
  std::vector<std::pair<int, ScoreSummary>> by_horizon;
  std::vector<std::pair<std::string, ScoreSummary>> by_variable;
};

/// A chart.
struct Picture {
  std::string name;   ///< `total_production-fan`, fit for a file
  std::string title;  ///< what it shows, in words
  std::string svg;    ///< a document of its own
  std::string csv;    ///< its numbers, comma-separated with a row of names
};

}  // namespace cellcast
