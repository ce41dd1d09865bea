#include <charconv>
#include <iostream>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "study/questions/decide.hpp"

namespace cellcast::cli {
namespace {

struct DecideArguments {
  std::vector<std::string> files;  ///< scenarios or results, two or more
  std::string payoff, risk = "mean";
  bool is_smaller_better = false;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool json = false;
};

void declare(Options& options, DecideArguments& arguments) {
  options.word("files", arguments.files, "SCENARIO...", "the scenarios to choose from, two or more; a result means its scenario");
  options.value("--payoff", arguments.payoff, "EXPR", "what to have most of: an expression such as 'total_revenue[2030]'").require();
  options.flag("--minimize", arguments.is_smaller_better, "have least of it");
  options.value("--risk", arguments.risk, "mean|cvar=A", "choose by the mean, or by the mean of the worst part A of the trials: cvar=0.1")
      .read_by(risk)
      .show_default();
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

sim::Preference preference(const DecideArguments& arguments) {
  sim::Preference preference{arguments.is_smaller_better, {}};
  if (const std::size_t sign = arguments.risk.find('='); sign != std::string::npos) {
    double alpha = 0;
    std::from_chars(arguments.risk.data() + sign + 1, arguments.risk.data() + arguments.risk.size(), alpha);  // read before, by risk()
    preference.alpha = alpha;
  }
  return preference;
}

int execute(const DecideArguments& arguments) {
  if (arguments.files.size() < 2)
    throw base::UsageError("decide: name two scenarios or more to choose from; see 'cellcast decide --help'");
  const sim::Isa isa = wanted_isa();
  const std::vector<study::Source> options = study::load_options(arguments.files, arguments.overrides, watching());
  const output::Decided decided = study::decide(options, arguments.payoff, preference(arguments), {isa, arguments.threads},
                                                watching(&stop_on_signals()));
  std::cout << (arguments.json ? output::decision_json(decided) : output::decision_text(decided));
  return kDone;
}

}  // namespace

Command decide() {
  return make_command<DecideArguments>("decide", "which scenario to choose, and what is worth knowing before", declare, execute);
}

}  // namespace cellcast::cli
