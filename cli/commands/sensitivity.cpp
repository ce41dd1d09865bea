#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "output/report/sensitivity_table.hpp"
#include "output/result/result_reader.hpp"
#include "study/plot/names.hpp"

namespace cellcast::cli {
namespace {

struct SensitivityArguments {
  std::string result;
  output::Selection selection;
  std::size_t top = 10;  ///< inputs of each output
  bool labels = false, json = false;
};

void declare(Options& options, SensitivityArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  add_variables(options, arguments.selection, "headline variables");
  add_indices(options, arguments.selection);
  options.value("--top", arguments.top, "N", "inputs of each output, at most").read_by(whole_number).show_default();
  options.flag("--labels", arguments.labels, "inputs in words: those of the scenario's [labels], or usual ones").excludes("--json");
  options.flag("--json", arguments.json, "as JSON, all inputs");
}

/// Inputs by what they are called.
void name_in_words(sim::Sensitivity& sensitivity, const study::Names& names) {
  for (std::string& factor : sensitivity.given_data.factors) factor = names.input(factor);
  if (!sensitivity.design) return;
  for (std::string& factor : sensitivity.design->factors) factor = names.input(factor);
}

int execute(const SensitivityArguments& arguments) {
  output::StoredResult stored = output::read_result(arguments.result);
  if (!stored.results.sensitivity) {
    throw output::ReadError(output::ReadError::Kind::data,
                            arguments.result + ": does not say what drives the outputs (the run had fewer than 200 trials, no uncertain " +
                                "input, or `sensitivity.method = \"none\"`) run the scenario again");
  }
  if (arguments.labels) name_in_words(*stored.results.sensitivity, study::Names(stored));
  const output::Selection& selection = arguments.selection;
  std::cout << (arguments.json ? output::sensitivity_json(*stored.results.sensitivity, selection)
                               : output::sensitivity_table(*stored.results.sensitivity, selection, arguments.top));
  return kDone;
}

}  // namespace

Command sensitivity() {
  return make_command<SensitivityArguments>("sensitivity", "what drives the outputs: inputs by their share of an output's variance",
                                            declare, execute);
}

}  // namespace cellcast::cli
