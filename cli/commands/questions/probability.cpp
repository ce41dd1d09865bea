#include "study/questions/probability.hpp"

#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "output/report/probability_report.hpp"

namespace cellcast::cli {
namespace {

struct ProbabilityArguments {
  std::string source;  ///< a scenario file, or a result file, whose scenario it is
  std::vector<std::string> conditions;
  std::optional<std::string> given;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool updated = false, json = false;
};

void declare(Options& options, ProbabilityArguments& arguments) {
  options.word("scenario", arguments.source, "SCENARIO|RESULT", "scenario file, or a result file, whose scenario is taken");
  options.word("condition", arguments.conditions, "COND...",
               "conditions, expressions that are true where they are not 0: 'total_exports[2030] < 900'");
  options.value("--given", arguments.given, "COND", "only trials count in which this holds");
  options.flag("--updated", arguments.updated, "trials weigh as the scenario's observations say");
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

int execute(const ProbabilityArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  const study::Source source = study::load_source(arguments.source, arguments.overrides, watching());
  const output::Probabilities found = study::probability(source, {arguments.conditions, arguments.given, arguments.updated},
                                                         {isa, arguments.threads}, watching(&stop_on_signals()));
  std::cout << (arguments.json ? output::probability_json(found) + "\n" : output::probability_text(found));
  return kDone;
}

}  // namespace

Command probability() {
  return make_command<ProbabilityArguments>("probability", "how likely conditions on outputs and inputs are, with 95 % intervals", declare,
                                            execute);
}

}  // namespace cellcast::cli
