#include <algorithm>
#include <iostream>
#include <iterator>
#include <utility>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/remedies.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "output/hdf5/is_result.hpp"
#include "output/report/difference_table.hpp"
#include "output/report/probability_report.hpp"
#include "output/result/result_reader.hpp"
#include "sim/check/design.hpp"
#include "study/batch.hpp"
#include "sim/plan/labels.hpp"
#include "study/find_output.hpp"
#include "study/questions/probability.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct CompareArguments {
  std::vector<std::string> files;  ///< one result, or a base and what is compared with it
  config::Overrides overrides;
  output::Selection selection;
  study::ProbabilityQuestion question;  ///< no conditions: what is told is how all outputs differ
  int threads = 0;                      ///< 0: as many as the machine has
  bool json = false;
};

void declare(Options& options, CompareArguments& arguments) {
  options.word("files", arguments.files, "SCENARIO... | RESULT",
               "a base and the scenarios to compare with it, or a later result of a batch");
  options
      .repeated("--probability", arguments.question.conditions, "COND",
                "instead, how likely this is in the later scenarios: 'difference(total_exports)[2030] > 50'; may be repeated")
      .excludes("--variable")
      .excludes("--year")
      .excludes("--index");
  options.value("--given", arguments.question.given, "COND", "only trials count in which this holds").needs("--probability");
  add_variables(options, arguments.selection, "headline variables");
  add_years(options, arguments.selection, "the end year; with --variable all");
  add_indices(options, arguments.selection);
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

/// A scenario that is compared, and its results.
struct Compared {
  std::string name;
  sim::Results results;
};

/// Throws output::ReadError, which says what would do where the only file is no result.
output::StoredResult read_or_explain(const std::string& path) {
  try {
    return output::read_result(path);
  } catch (const output::SweepFileError&) {
    throw;
  } catch (const output::ReadError& error) {
    if (error.kind() != output::ReadError::Kind::data || output::is_result(path)) throw;
    throw output::ReadError(error.kind(), in_words(error) + "; scenarios are compared in twos or more, the base first");
  }
}

std::vector<Compared> from_file(const std::string& path) {
  output::StoredResult stored = read_or_explain(path);
  if (!stored.results.difference) {
    throw output::ReadError(output::ReadError::Kind::data,
                            path + ": has no differences (it is of the first scenario of a batch, or of one that ran alone) compare two " +
                                "scenarios, or read a later result of `cellcast run BASE OTHER`");
  }
  std::vector<Compared> result;
  result.push_back({stored.attributes["name"], std::move(stored.results)});
  return result;
}

/// Where there are several files and some are results. Throws output::ReadError.
void refuse_results(const std::vector<std::string>& files) {
  const auto results = std::ranges::count_if(files, output::is_result);
  if (results == 0) return;
  const std::string first = *std::ranges::find_if(files, output::is_result);
  const bool all = results == std::ssize(files);
  throw output::ReadError(output::ReadError::Kind::data,
                          first + ": this is a result, not a scenario (" +
                              (all ? "two results keep no pairs of trials that could be subtracted"
                                   : "results and scenarios are not compared with each other") +
                              ") name the scenarios, base first; or one result of `cellcast run BASE OTHER`, which holds its differences");
}

/// An output of one of the scenarios at least.
void require_output(const std::string& variable, const std::vector<config::Scenario>& scenarios) {
  for (const config::Scenario& scenario : scenarios)
    if (sim::labels(scenario).find_variable(variable)) return;
  study::output_variable(variable, sim::labels(scenarios.back()));
}

std::vector<Compared> from_scenarios(const CompareArguments& arguments) {
  refuse_results(arguments.files);
  const sim::Isa isa = wanted_isa();
  const std::vector<config::Scenario> scenarios = study::load_all(arguments.files, arguments.overrides, watching());
  for (const std::string& variable : arguments.selection.variable.values)  // before anything is simulated
    require_output(variable, scenarios);
  sim::check_batch(scenarios);
  std::vector<sim::Results> results = study::simulate_batch(scenarios, {isa, arguments.threads}, watching(&stop_on_signals()));
  std::vector<Compared> compared;
  for (std::size_t i = 1; i < scenarios.size(); ++i)
    if (results[i].difference) compared.push_back({scenarios[i].name, std::move(results[i])});
  if (compared.empty())
    throw base::Error(base::Error::Kind::data, "nothing can be compared: the scenarios have no draws in common (see above)");
  return compared;
}

/// Scenarios that are asked about, or what results are of.
std::vector<study::Source> sources(const CompareArguments& arguments) {
  std::vector<study::Source> all;
  if (std::ranges::none_of(arguments.files, output::is_result)) {  // what is wrong with any of them is told at once
    for (config::Scenario& scenario : study::load_all(arguments.files, arguments.overrides, watching()))
      all.push_back(study::source_of(std::move(scenario)));
    return all;
  }
  for (const std::string& file : arguments.files) all.push_back(study::load_source(file, arguments.overrides, watching()));
  return all;
}

/// How likely conditions are in the scenarios behind the first.
int execute_probability(const CompareArguments& arguments) {
  if (arguments.files.size() == 1)
    throw base::UsageError("compare: --probability takes a base and the scenarios to compare with it; see 'cellcast compare --help'");
  const sim::Isa isa = wanted_isa();
  const std::vector<study::Source> batch = sources(arguments);
  std::vector<config::Scenario> scenarios;
  for (const study::Source& source : batch) scenarios.push_back(source.scenario);
  sim::check_batch(scenarios);
  std::string text;
  for (const output::Probabilities& found :
       study::paired_probabilities(batch, arguments.question, {isa, arguments.threads}, watching(&stop_on_signals()))) {
    if (arguments.json)
      text += (text.empty() ? "" : ",\n") + output::probability_json(found);
    else
      text += (text.empty() ? "" : "\n") + output::probability_text(found);
  }
  std::cout << (arguments.json ? "{\"schema\": \"cellcast-compare-probability-1\", \"probabilities\": [" + text + "]}\n" : text);
  return kDone;
}

int execute(const CompareArguments& arguments) {
  if (!arguments.question.conditions.empty()) return execute_probability(arguments);
  const std::vector<Compared> compared = arguments.files.size() == 1 ? from_file(arguments.files.front()) : from_scenarios(arguments);
  const output::Selection& selection = arguments.selection;
  std::string text;
  for (const auto& [name, results] : compared) {
    if (arguments.json)
      text += (text.empty() ? "" : ",\n") + output::difference_json(results, name, selection);
    else
      text += (text.empty() ? "" : "\n") + output::difference_table(results, name, selection);
  }
  std::cout << (arguments.json ? "{\"schema\": \"cellcast-compare-1\", \"differences\": [" + text + "]}\n" : text);
  return kDone;
}

}  // namespace

Command compare() {
  return make_command<CompareArguments>("compare", "how scenarios differ from the first, trial by trial under the same draws", declare,
                                        execute);
}

}  // namespace cellcast::cli
