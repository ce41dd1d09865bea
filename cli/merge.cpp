#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/processor.hpp"
#include "cli/signals.hpp"
#include "cli/work_runner.hpp"

namespace cellcast::cli {

int merge(const MergeArguments& arguments) {
  const output::WorkFolder folder(arguments.folder);
  const config::Scenario scenario = scenario_of(folder);
  stop_on_signals_of_clusters();  // before there is a partial file that a signal would leave behind
  const std::string path = arguments.output.empty() ? scenario.name + ".h5" : arguments.output;
  output::ResultFile file(path, arguments.force ? output::IfExists::replace : output::IfExists::refuse);
  WorkRunner runner(folder, scenario, wanted_isa(), arguments.threads);
  write_merged(runner, file, folder, path, arguments.json);
  return kDone;
}

}  // namespace cellcast::cli
