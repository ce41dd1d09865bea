#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "study/questions/discover.hpp"

namespace cellcast::cli {
namespace {

struct DiscoverArguments {
  std::string source;  ///< a scenario, or a result
  std::string condition;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool json = false;
};

void declare(Options& options, DiscoverArguments& arguments) {
  options.word("source", arguments.source, "SCENARIO | RESULT", "a scenario, or a result: its scenario");
  options.value("--where", arguments.condition, "COND", "what is to be the case: an expression such as 'total_unmet[2030] > 0'").require();
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

int execute(const DiscoverArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  const study::Source source = study::load_source(arguments.source, arguments.overrides, watching());
  const output::Discovered found =
      study::discover(source, arguments.condition, {isa, arguments.threads}, watching(&stop_on_signals()));
  std::cout << (arguments.json ? output::discovery_json(found) : output::discovery_text(found));
  return kDone;
}

}  // namespace

Command discover() {
  return make_command<DiscoverArguments>("discover", "in which futures something is the case: limits on the inputs", declare, execute);
}

}  // namespace cellcast::cli
