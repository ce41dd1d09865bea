#include "study/questions/seek.hpp"

#include <iostream>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "output/report/seek_report.hpp"

namespace cellcast::cli {
namespace {

struct SeekArguments {
  std::string source;  ///< a scenario file, or a result file, whose scenario it is
  study::SeekQuestion question;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool json = false;
};

void declare(Options& options, SeekArguments& arguments) {
  options.word("scenario", arguments.source, "SCENARIO|RESULT", "scenario file, or a result file, whose scenario is taken");
  options.value("--key", arguments.question.key, "KEY", "key whose value is sought: tariffs.us_mfn.rate, segments.ess.growth.rate.mean")
      .require();
  options.value("--from", arguments.question.from, "A", "one end of where it is sought, a number or a date").require();
  options.value("--to", arguments.question.to, "B", "the other end").require();
  options.value("--target", arguments.question.target, "TEXT",
                "what is to hold: 'P(total_exports[2030] < 900) = 0.5', or median(x), mean(x), quantile(x, 0.95) = a number")
      .require();
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

int execute(const SeekArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  study::SeekQuestion question = arguments.question;
  question.called = "--key";
  const study::Source source = study::load_source(arguments.source, arguments.overrides, watching());
  const output::Sought found = study::seek(source, question, {isa, arguments.threads}, watching(&stop_on_signals()));
  if (!found.root && !arguments.json) throw base::Error(base::Error::Kind::data, output::no_root(found));
  std::cout << (arguments.json ? output::seek_json(found) : output::seek_text(found));
  return found.root ? kDone : kBadData;
}

}  // namespace

Command seek() {
  return make_command<SeekArguments>("seek", "at which value of a key a probability, mean or quantile is what it is to be", declare, execute);
}

}  // namespace cellcast::cli
