#include <iostream>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "study/verify.hpp"

namespace cellcast::cli {
namespace {

struct VerifyArguments {
  std::string result;
  std::string base;           ///< scenario that the result's differences are from; empty: these are not recomputed
  std::uint64_t blocks = 64;  ///< that are recomputed first
  std::uint64_t seed = 1;     ///< of their choice
  int threads = 0;            ///< 0: as many as the machine has
  bool quick = false, json = false;
};

void declare(Options& options, VerifyArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  options.value("--base", arguments.base, "SCENARIO", "base of the batch, to recompute the differences from it, too");
  options.flag("--quick", arguments.quick, "only random blocks of trials, not the whole run");
  options.value("--blocks", arguments.blocks, "N", "random blocks of 256 trials that are recomputed first")
      .read_by(whole_number)
      .show_default();
  options.value("--seed", arguments.seed, "S", "seed of the choice of blocks").read_by(whole_number).show_default();
  add_threads(options, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

using output::Step;

/// The differences that were not recomputed are so because nobody named the base.
void name_remedy(std::vector<Step>& steps, const std::string& base) {
  const std::string untold = "differences from " + base + " were not recomputed";
  for (Step& step : steps)
    for (std::string& text : step.texts)
      if (text == untold) text += "; --base names its scenario";
}

int execute(const VerifyArguments& arguments) {
  output::StoredResult stored = output::read_result(arguments.result, output::Samples::read);
  if (!arguments.base.empty() && !stored.results.difference)
    throw base::UsageError(arguments.result + " has no differences from a base, which --base is for; leave it out");
  const std::string base = stored.results.difference ? stored.results.difference->base : "";
  const study::Verification wanted{arguments.base, arguments.blocks, arguments.seed, arguments.quick};
  std::vector<Step> steps = study::verify(arguments.result, std::move(stored), wanted, {wanted_isa(), arguments.threads},
                                          watching(&stop_on_signals()));
  name_remedy(steps, base);
  std::cout << (arguments.json ? output::verify_json(arguments.result, steps) : output::verify_text(arguments.result, steps, "the whole run is recomputed without --quick"));
  return output::verdict(steps) == output::Verdict::verified ? kDone : kBadData;
}

}  // namespace

Command verify() {
  return make_command<VerifyArguments>("verify", "recompute a result from its own scenario and compare every bit", declare, execute);
}

}  // namespace cellcast::cli
