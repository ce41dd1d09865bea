#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "cellcast/answers.hpp"

/// The library of cellcast: scenarios are loaded, run, and their results read or saved. docs/library.md has an example.
///
/// Scenario and Result are values that never change: copies are cheap, and any number of threads may use one at once. Nothing here writes
/// to a terminal or handles a signal. Functions throw cellcast::Error, except for bugs, which are other exceptions.
namespace cellcast {

/// The version of the library that is loaded: `0.1.0`.
std::string version();

/// One thing to be said of a scenario.
struct Diagnostic {
  std::string file;                      ///< or what stands for one: the name of a text, a change of a key
  std::uint32_t line = 0, column = 0;    ///< from 1, columns in characters; 0 where it has no place
  std::string problem, why, suggestion;  ///< the last two may be empty
  bool is_warning = false;
};

/// Something could not be done. what() is all of it in words.
class Error : public std::runtime_error {
 public:
  enum class Kind {
    scenario,       ///< a scenario or sweep says something wrong; diagnostics() tell what and where
    usage,          ///< what was asked for does not exist, or does not go together
    no_input,       ///< a file is missing or unreadable
    data,           ///< a file's contents or a run's numbers cannot be used
    cannot_create,  ///< a file exists already, or its folder cannot be written
    io,             ///< a disk or another device failed
    resources,      ///< memory, descriptors or threads were wanting
    stopped,        ///< Watch::stop asked for it
  };

  Error(Kind kind, const std::string& what, std::vector<Diagnostic> diagnostics = {});
  Error(const Error&) noexcept;
  ~Error() override;

  Kind kind() const noexcept { return kind_; }
  /// Sorted by place; empty unless the kind is `scenario` or `no_input`.
  const std::vector<Diagnostic>& diagnostics() const noexcept { return *diagnostics_; }

 private:
  Kind kind_;
  std::shared_ptr<const std::vector<Diagnostic>> diagnostics_;
};

/// What is to differ from what a scenario file says.
struct Changes {
  std::vector<std::string> set{};                            ///< `key=value`, the value in TOML, as `segments.power.price=0.5`
  std::optional<std::uint64_t> trials{}, seed{}, samples{};  ///< samples: leading trials whose outputs are kept
  std::optional<std::string> method{};                       ///< `monte-carlo`, `latin-hypercube` or `sobol`
  std::vector<std::string> keep{};                           ///< output variables that results are to hold; empty: as the scenario says
  bool repair_correlations = false;                          ///< replace correlations that contradict each other by the nearest valid ones
};

/// Who follows a run. Each part may be left out.
struct Watch {
  std::function<void(std::uint64_t done, std::uint64_t of)> progress{};  ///< trials of one scenario; called from any thread
  std::function<void(const Diagnostic&)> warn{};
  std::stop_token stop{};  ///< ends the run within a fraction of a second
};

struct RunOptions {
  int threads = 0;  ///< at most 1024; 0: as many as the machine has; results are the same to the bit for any number
  Watch watch{};
};

/// An uncertain number of a scenario, or a shock.
struct Input {
  std::string name, distribution, unit;
  double p5, p50, p95;  ///< percentiles of the distribution
};

/// A scenario that was read and checked.
class Scenario {
 public:
  /// Reads a file, with what it extends. Throws Error of the kind `scenario` with everything that is wrong, and `no_input`.
  static Scenario load(const std::string& path, const Changes& changes = {});
  /// Reads a text that is no file, and so extends none. `name` is what diagnostics call it.
  static Scenario parse(const std::string& text, const Changes& changes = {}, const std::string& name = "scenario");
  /// The same with one more change of a key: `with("tariffs.us_mfn.rate", "0.1")`. A file is read again; Error of the kind `data` where it
  /// has changed.
  Scenario with(const std::string& key, const std::string& toml) const;
  /// The same with several more changes, read once; later ones come after earlier ones.
  Scenario with(const Changes& changes) const;

  const std::string& name() const;
  const std::string& title() const;
  std::uint64_t trials() const;  ///< that a run has, rounded up as its design demands
  /// As a TOML text with every default and change written out; it reads back to the same scenario.
  std::string resolved() const;
  std::vector<Diagnostic> warnings() const;
  std::vector<Input> inputs() const;

 private:
  struct State;
  friend struct Access;
  explicit Scenario(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

/// A dataset of a result. Its values stay in place as long as a copy of the Result that it is from.
struct Array {
  using Values = std::variant<std::span<const double>, std::span<const std::int64_t>, std::span<const std::string>>;

  std::string name, unit, long_name;
  std::vector<std::string> dims;   ///< names of coordinates, slowest first; arrays of those names are in the same group
  std::vector<std::size_t> shape;  ///< [dimension]; none: a single value
  Values values;                   ///< row-major
};

/// What save() does where a file of that name exists.
enum class Existing { refuse, replace };

/// What a run found: all that a result file holds.
class Result {
 public:
  /// Opens the file of a run or of a sweep. Throws Error of the kinds `no_input`, `data` and `io`.
  static Result open(const std::string& path);
  /// Writes the file that the program writes for the same scenario, byte for byte; it is whole or absent. Throws Error of the kinds
  /// `cannot_create` and `io`. A process ignores SIGXFSZ if it wants an error and not a signal at its file size limit.
  void save(const std::string& path, Existing existing = Existing::refuse) const;

  const std::string& name() const;  ///< of the scenario
  std::uint64_t trials() const;
  /// Names of groups, as docs/result-format.md has them: `mean`, `quantiles`, `inputs`, `sensitivity/total` ...
  std::vector<std::string> groups() const;
  /// All arrays of a group. Throws Error of the kind `usage` where it has no such group.
  std::vector<Array> group(const std::string& name) const;
  /// One of them: `array("mean", "price")`. Throws Error of the kind `usage` where there is none.
  Array array(const std::string& group, const std::string& name) const;
  /// The scenario that it is of, as Scenario::resolved() has it, with the trials that the run came to.
  std::string resolved() const;

 private:
  struct State;
  friend struct Access;
  explicit Result(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

/// Runs all trials.
Result run(const Scenario& scenario, const RunOptions& options = {});
/// Runs several, each later one under the draws of the first: its result has the groups `difference/...`, trial by trial from the first,
/// where the two can be paired. Throws Error of the kind `scenario` where they cannot be run together.
std::vector<Result> run(std::span<const Scenario> batch, const RunOptions& options = {});

/// Runs the sweep of a file, with changes to the scenario that it starts from, and saves it as `path`, which is opened then.
Result sweep(const std::string& sweep_file, const std::string& path, Existing existing = Existing::refuse, const Changes& changes = {},
             const RunOptions& options = {});

/// One value of an output.
struct OutputValue {
  std::string variable, index;  ///< index: labels of all dimensions but the year, joined by dots; empty where there are none
  int year;                     ///< 0 of a derived output without years
  double value;
};

/// All of the run in which every input is at its median and no shock happens.
std::vector<OutputValue> central(const Scenario& scenario);

/// The trial whose value of an output is a quantile of it over a run; of trials with equal values the first.
struct AtQuantile {
  std::string variable, index;  ///< as in OutputValue
  int year;                     ///< likewise
  double probability;           ///< 0 < probability < 1
};

/// What a trial drew of an input.
struct TracedInput {
  std::string name, unit;
  double value, median;
  double probability;  ///< place of the value in its distribution
  double share;        ///< of the variance of the output that the trial was looked for by; not-a-number where that is not known
};

/// One trial of a run, from its inputs to its outputs.
struct Trace {
  std::uint64_t trial, trials;        ///< its number, from 0; trials of the run
  std::optional<std::uint64_t> rank;  ///< from 1, of its value among all trials, where it was looked for
  std::vector<TracedInput> inputs;
  std::vector<OutputValue> outputs;  ///< all variables
};

/// A trial by its number, or by a quantile, of the run that a scenario or a result's has. Throws Error of the kind `usage` where there is
/// no such trial or output.
Trace trace(const Scenario& scenario, const std::variant<std::uint64_t, AtQuantile>& which, const RunOptions& options = {});
Trace trace(const Result& result, const std::variant<std::uint64_t, AtQuantile>& which, const RunOptions& options = {});

/// How much of a result verify() computes again.
struct Verification {
  std::string base{};         ///< file of the scenario that the result's differences are from; empty: these are not computed again
  std::uint64_t blocks = 64;  ///< random blocks of 256 trials that are computed first
  std::uint64_t seed = 1;     ///< of their choice
  bool quick = false;         ///< blocks alone, not the whole run
};

/// One thing that was verified.
struct Step {
  std::string name;  ///< `seal`, `digest`, `scenario`, `program`, `blocks`, `run`
  bool is_ok;
  std::vector<std::string> texts;  ///< what agrees, or each thing that does not
};

/// Holds a result file against itself and against what its scenario comes to, bit by bit. Throws Error where the file is no whole result.
std::vector<Step> verify(const std::string& path, const Verification& wanted = {}, const RunOptions& options = {});

// Questions, docs/questions.md. All take the trials of the run that a scenario or a result's has, and their answers are the same to the bit
// for any number of threads. Expressions are texts. They throw Error of the kind `usage`, with the place in the text, where one cannot be
// understood, and `data` where its value is not finite in some trial.
using Subject = std::variant<Scenario, Result>;

struct ProbabilityQuestion {
  std::vector<std::string> conditions{};  ///< without dimensions; they hold where they are not 0: `total_exports[2030] < 900`
  std::optional<std::string> given{};     ///< likewise: only trials count in which this holds
  bool is_updated = false;                ///< trials weigh as the scenario's observations say
};

/// How likely conditions are. Throws Error of the kind `data` where what is given never holds, or few trials agree with the observations;
/// `usage` where there are none.
Probabilities probability(const Subject& subject, const ProbabilityQuestion& question, const RunOptions& options = {});
/// The same for each later scenario of a batch, trial by trial under the draws of the first: `difference(x)` is the later one's x less the
/// first one's. Throws Error also of the kind `usage` where there is no later one, or is_updated; `data` where trials cannot be paired.
std::vector<Probabilities> probability(std::span<const Subject> batch, const ProbabilityQuestion& question, const RunOptions& options = {});

/// In which futures a condition holds: limits on the inputs, found by PRIM. Throws Error of the kind `data` where fewer than 20 trials are
/// such.
Discovery discover(const Subject& subject, const std::string& condition, const RunOptions& options = {});

struct SeekQuestion {
  std::string key;       ///< of a number, a distribution's parameter or a date: `segments.power.growth.rate.mean`
  std::string from, to;  ///< the ends, as a scenario writes values
  std::string target;    ///< `P(COND) = 0.5`, `median(x) = 900`, `mean(x) = 900` or `quantile(x, 0.95) = 900`
};

/// At which value of a key a statistic is what it is to be. Throws Error of the kind `scenario` where the key, its ends or the scenario at
/// some value between are wrong.
Sought seek(const Subject& subject, const SeekQuestion& question, const RunOptions& options = {});

struct Preference {
  bool is_smaller_better = false;
  std::optional<double> cvar{};  ///< (0, 1): by the mean of this part of the trials, the worst; empty: by the mean of all
};

/// Which of two scenarios or more to choose by a payoff, and what it is worth to know more before. Throws Error of the kind `usage` where
/// there are fewer, `data` where they cannot be paired, and `scenario` where they cannot be run together.
Decision decide(std::span<const Subject> choices, const std::string& payoff, const Preference& preference = {},
                const RunOptions& options = {});

/// What is scored, and by what: docs/scores.md.
struct Scoring {
  std::vector<std::string> subjects{};  ///< scenario files, result files, work folders
  std::string actuals{};                ///< file; empty: `actuals.csv` beside each, or in the folder above
  Changes changes{};                    ///< to the scenarios
  bool is_updated = false;              ///< trials weigh by observations, and what lies after these is scored
  std::optional<int> until{};           ///< the observations are the actuals up to this year; empty: those of the scenario
  std::vector<std::string> observed{};  ///< variables whose actuals they are; empty: all
};

/// Holds forecasts to what happened. Throws Error of the kind `scenario` where scenarios or actuals are wrong.
std::vector<Vintage> score(const Scoring& wanted, const RunOptions& options = {});

/// What to draw of a result: docs/seeing.md has the charts.
struct Drawing {
  std::string chart{};              ///< `fan`, `exceedance`, `histogram` ...; empty: those that suit
  std::string variable{}, index{};  ///< empty: the first headline variable that there is, and the first of its indices
  std::optional<int> year{};        ///< of distributions; empty: the last
  std::string title{};              ///< empty: what was found
  std::optional<double> target{};   ///< of a sweep: a value to reach
  std::string actuals{};            ///< file of what happened, drawn as points; empty: none
  std::optional<Result> beside{};   ///< another scenario's result of a run, beneath the fan and the distribution
};

/// Charts of a result of a run or a sweep: those of `cellcast plot`. Throws Error of the kind `usage` where there is no such chart or
/// output, or the result has nothing for it.
std::vector<Picture> plot(const Result& result, const Drawing& drawing = {});
/// The boxes of futures. An empty title is what was found.
Picture plot(const Discovery& discovery, const std::string& title = {});
/// A scorecard of vintages. An empty title is what was found.
Picture plot(std::span<const Vintage> vintages, const std::string& title = {});

}  // namespace cellcast
