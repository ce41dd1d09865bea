#include <filesystem>
#include <iostream>

#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "study/overwriting.hpp"
#include "study/scenarios.hpp"
#include "study/score/actuals.hpp"
#include "study/whatif/page.hpp"

namespace cellcast::cli {
namespace {

struct WhatIfArguments {
  std::string scenario, variable, actuals;
  config::Overrides overrides;
  std::string output;  ///< empty: NAME-whatif.html
  int threads = 0;
  bool force = false;
};

void declare(Options& options, WhatIfArguments& arguments) {
  options.word("scenario", arguments.scenario, "SCENARIO", "scenario file");
  options.value("--variable", arguments.variable, "V", "output that it shows first (default: total_production, or the first there is)");
  options.value("--actuals", arguments.actuals, "FILE", "what happened, drawn as points: a file of actuals");
  options.value("-o,--output", arguments.output, "FILE", "page; - is standard output (default: NAME-whatif.html)").read_by(file_name);
  add_set(options, arguments.overrides);
  add_threads(options, arguments.threads);
  options.flag("--force", arguments.force, "replace an existing page");
}

int execute(const WhatIfArguments& arguments) {
  const study::Watch watch = watching(&stop_on_signals());
  const config::Scenario scenario = study::load_one(arguments.scenario, arguments.overrides, watch);
  study::WhatIfRequest request{arguments.scenario, arguments.overrides.set, arguments.variable, {}};
  if (!arguments.actuals.empty()) request.actuals = study::ActualsTable(arguments.actuals).file().rows;
  const std::string path = arguments.output.empty() ? scenario.name + "-whatif.html" : arguments.output;
  if (!is_standard_output(path)) study::refuse_overwriting(scenario, path);
  // Inside, so that a file that cannot be written is told of before the runs.
  TextTarget{path, arguments.force}.write([&](std::ostream& out) {
    out << study::whatif_page(scenario, request, {wanted_isa(), arguments.threads}, watch);
  });
  if (!is_standard_output(path)) std::cout << base::printable(path) << '\n';
  return kDone;
}

}  // namespace

Command whatif() {
  return make_command<WhatIfArguments>("whatif", "a scenario as a page of HTML with the engine in it: change inputs and see what follows",
                                       declare, execute);
}

}  // namespace cellcast::cli
