#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "output/report/csv.hpp"
#include "output/result/result_reader.hpp"
#include "output/sweep/sweep_reader.hpp"
#include "study/overwriting.hpp"

namespace cellcast::cli {
namespace {

struct ExportArguments {
  std::string result;
  output::Selection selection;
  std::string output;  ///< empty: standard output
  bool wide = false, force = false;
};

void declare(Options& options, ExportArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  add_variables(options, arguments.selection, "all");
  add_years(options, arguments.selection, "all");
  add_indices(options, arguments.selection);
  add_percentiles(options, arguments.selection);
  options.flag("--wide", arguments.wide, "a row for each cell, with columns mean, sd, ..., P5, P50, ... (default: a row for each number)");
  add_csv(options, arguments.output);
  options.flag("--force", arguments.force, "replace an existing file");
}

int execute(const ExportArguments& arguments) {
  const output::CsvShape shape = arguments.wide ? output::CsvShape::cells : output::CsvShape::numbers;
  if (!is_standard_output(arguments.output)) study::refuse_overwriting_source(arguments.result, arguments.output);
  const TextTarget target{arguments.output, arguments.force};
  try {
    const output::StoredResult stored = output::read_result(arguments.result);
    target.write([&](std::ostream& out) { output::write_csv(out, stored.results, arguments.selection, shape); });
  } catch (const output::SweepFileError&) {
    const output::SweepReader sweep(arguments.result);
    target.write([&](std::ostream& out) { output::write_csv(out, sweep, arguments.selection, shape); });
  }
  return kDone;
}

}  // namespace

Command export_csv() {
  return make_command<ExportArguments>("export", "statistics of a result file as CSV: all, or those selected", declare, execute);
}

}  // namespace cellcast::cli
