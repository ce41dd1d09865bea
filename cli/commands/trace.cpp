#include <iostream>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "sim/plan/labels.hpp"
#include "study/find_output.hpp"
#include "study/trace.hpp"

namespace cellcast::cli {
namespace {

struct TraceArguments {
  std::string source;  ///< a scenario file, or a result file, whose scenario it is
  config::Overrides overrides;
  std::optional<std::uint64_t> trial;
  std::optional<std::string> variable, index;
  std::optional<int> year;
  std::optional<double> quantile;  ///< (0, 1); given if and only if `trial` is not
  int threads = 0;                 ///< 0: as many as the machine has
  bool all = false, json = false;
};

void declare(Options& options, TraceArguments& arguments) {
  options.word("scenario", arguments.source, "SCENARIO|RESULT", "scenario file, or a result file, whose scenario is taken");
  options.value("--trial", arguments.trial, "I", "this trial; the first is 0").read_by(whole_number).excludes("--quantile");
  options.value("--quantile", arguments.quantile, "Q", "the trial at this quantile of --variable in --year: 0.95")
      .read_by(probability)
      .needs("--variable");
  options.value("--variable", arguments.variable, "V", "output variable");
  options.value("--year", arguments.year, "Y", "its year").read_by(whole_number).needs("--quantile");
  options.value("--index", arguments.index, "LABELS", "its labels besides the year, joined by dots: power.us").needs("--quantile");
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--all", arguments.all, "all inputs and all variables");
  options.flag("--json", arguments.json, "as JSON, everything");
}

int execute(const TraceArguments& arguments) {
  if (!arguments.trial && !arguments.quantile)
    throw base::UsageError("trace: which trial? give --trial, or --variable, --year and --quantile; see 'cellcast trace --help'");
  const sim::Isa isa = wanted_isa();
  const study::Source source = study::load_source(arguments.source, arguments.overrides, watching());
  const sim::Labels labels = sim::labels(source.scenario);
  const std::optional<sim::VariableId> also =
      arguments.variable ? std::optional(study::output_variable(*arguments.variable, labels)) : std::nullopt;
  if (arguments.quantile && !arguments.year && sim::has_years(labels.variable(*also)))
    throw base::UsageError("trace: --quantile requires --year, as '" + *arguments.variable + "' has a value a year; see 'cellcast trace --help'");
  std::variant<std::uint64_t, sim::QuantileAddress> which = arguments.trial.value_or(0);
  if (arguments.quantile)
    which = study::quantile_address({*arguments.variable, arguments.index.value_or(""), arguments.year.value_or(0), *arguments.quantile},
                                    labels);
  const study::Trace found = study::trace(source, which, {isa, arguments.threads}, watching(&stop_on_signals()));
  const output::Detail detail = arguments.all ? output::Detail::all : output::Detail::story;
  std::cout << (arguments.json ? output::trace_json(found.subject) : output::trace_text(found.subject, detail, also, "--all for all"));
  return kDone;
}

}  // namespace

Command trace() {
  return make_command<TraceArguments>("trace", "explain one trial: its inputs, then every variable by year", declare, execute);
}

}  // namespace cellcast::cli
