#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/selection.hpp"
#include "cli/terminal/exit_code.hpp"
#include "output/report/sensitivity_table.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::cli {

int sensitivity(const SensitivityArguments& arguments) {
  const output::StoredResult stored = output::read_result(arguments.result);
  if (!stored.results.sensitivity) {
    throw output::ReadError(output::ReadError::Kind::data,
                            arguments.result + ": does not say what drives the outputs (the run had fewer than 200 trials, no uncertain " +
                                "input, or `sensitivity.method = \"none\"`) run the scenario again");
  }
  const output::Selection selection = selection_of(arguments.selection);
  std::cout << (arguments.json ? output::sensitivity_json(*stored.results.sensitivity, selection)
                               : output::sensitivity_table(*stored.results.sensitivity, selection, arguments.top));
  return kDone;
}

}  // namespace cellcast::cli
