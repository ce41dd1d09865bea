#include "study/score/score.hpp"

#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "output/report/score_table.hpp"

namespace cellcast::cli {
namespace {

struct ScoreArguments {
  study::Scoring scoring;
  int threads = 0;  ///< 0: as many as the machine has
  bool json = false;
};

void declare(Options& options, ScoreArguments& arguments) {
  study::Scoring& scoring = arguments.scoring;
  options.word("scenarios", scoring.subjects, "SCENARIO|RESULT", "scenario files, result files, or work folders");
  options.value("--actuals", scoring.actuals, "FILE", "what happened, as CSV (default: actuals.csv beside the scenario, or in the folder above)")
      .read_by(file_name);
  options.flag("--updated", scoring.updated, "weigh the trials by observations, and score what lies after these");
  options.value("--until", scoring.until, "YEAR", "the observations are the actuals up to this year, instead of the scenario's")
      .read_by(whole_number)
      .within(1900, 2200)
      .needs("--updated");
  options.list("--observe", scoring.observed, "V", "variables whose actuals are observed (default: all)").needs("--until");
  add_drawing(options, scoring.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON, everything");
}

int execute(const ScoreArguments& arguments) {
  const study::Machine machine{wanted_isa(), arguments.threads};
  const std::vector<sim::Vintage> vintages = study::score(arguments.scoring, machine, watching(&stop_on_signals()));
  std::cout << (arguments.json ? output::score_json(vintages) : output::score_table(vintages));
  return kDone;
}

}  // namespace

Command score() { return make_command<ScoreArguments>("score", "hold forecasts to what happened", declare, execute); }

}  // namespace cellcast::cli
