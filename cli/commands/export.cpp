#include "cli/commands/commands.hpp"
#include "cli/parse/selection.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "output/report/csv.hpp"
#include "output/result/result_reader.hpp"
#include "output/sweep/sweep_reader.hpp"
#include "study/overwriting.hpp"

namespace cellcast::cli {

int export_csv(const ExportArguments& arguments) {
  output::Selection selection = selection_of(arguments.selection);
  selection.percentile = arguments.percentiles;
  const output::CsvShape shape = arguments.wide ? output::CsvShape::cells : output::CsvShape::numbers;
  if (!is_standard_output(arguments.output)) study::refuse_overwriting_source(arguments.result, arguments.output);
  const TextTarget target{arguments.output, arguments.force};
  try {
    const output::StoredResult stored = output::read_result(arguments.result);
    target.write([&](std::ostream& out) { output::write_csv(out, stored.results, selection, shape); });
  } catch (const output::SweepFileError&) {
    const output::SweepReader sweep(arguments.result);
    target.write([&](std::ostream& out) { output::write_csv(out, sweep, selection, shape); });
  }
  return kDone;
}

}  // namespace cellcast::cli
