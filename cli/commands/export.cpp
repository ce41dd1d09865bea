#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "output/report/csv.hpp"
#include "output/result/result_reader.hpp"
#include "output/sweep/sweep_reader.hpp"
#include "output/tables/tidy.hpp"
#include "output/tables/workbook.hpp"
#include "study/overwriting.hpp"

namespace cellcast::cli {
namespace {

struct ExportArguments {
  std::string result;
  output::Selection selection;
  std::string output;  ///< empty: standard output
  std::string format = "csv";
  bool wide = false, force = false;
};

void declare(Options& options, ExportArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  add_variables(options, arguments.selection, "all");
  add_years(options, arguments.selection, "all");
  add_indices(options, arguments.selection);
  add_percentiles(options, arguments.selection);
  options.value("--format", arguments.format, "F", "csv, tidy (CSV with a column for each dimension), or xlsx, a workbook of a run")
      .one_of({"csv", "tidy", "xlsx"})
      .show_default();
  options.flag("--wide", arguments.wide, "of csv, a row for each cell, with columns mean, sd, ..., P5, P50, ... (default: a row for each number)");
  add_csv(options, arguments.output);
  options.flag("--force", arguments.force, "replace an existing file");
}

bool is(const ExportArguments& arguments, const char* format) { return arguments.format == format; }

void export_run(std::ostream& out, const output::StoredResult& stored, const ExportArguments& arguments, output::CsvShape shape) {
  if (is(arguments, "xlsx"))
    out << output::workbook(stored, arguments.selection);
  else if (is(arguments, "tidy"))
    output::write_tidy(out, stored.attributes.at("name"), stored.results, arguments.selection);
  else
    output::write_csv(out, stored.results, arguments.selection, shape);
}

void export_sweep(std::ostream& out, const output::SweepReader& sweep, const ExportArguments& arguments, output::CsvShape shape) {
  if (is(arguments, "xlsx")) throw base::UsageError("export: a workbook is of a run, and this is a sweep; take --format tidy");
  if (is(arguments, "tidy"))
    output::write_tidy(out, sweep.attributes().at("name"), sweep, arguments.selection);
  else
    output::write_csv(out, sweep, arguments.selection, shape);
}

void check_options(const ExportArguments& arguments) {
  if (!is(arguments, "csv") && !is(arguments, "tidy") && !is(arguments, "xlsx"))
    throw base::UsageError("--format: no format " + arguments.format + " (there are csv, tidy, xlsx)");
  if (arguments.wide && !is(arguments, "csv")) throw base::UsageError("export: --wide is a shape of csv, not of " + arguments.format);
  if (is(arguments, "xlsx") && is_standard_output(arguments.output))
    throw base::UsageError("export: a workbook does not go to a terminal or a pipe; name its file, -o result.xlsx");
}

int execute(const ExportArguments& arguments) {
  check_options(arguments);
  const output::CsvShape shape = arguments.wide ? output::CsvShape::cells : output::CsvShape::numbers;
  if (!is_standard_output(arguments.output)) study::refuse_overwriting_source(arguments.result, arguments.output);
  const TextTarget target{arguments.output, arguments.force};
  try {
    const output::StoredResult stored = output::read_result(arguments.result);
    target.write([&](std::ostream& out) { export_run(out, stored, arguments, shape); });
  } catch (const output::SweepFileError&) {
    const output::SweepReader sweep(arguments.result);
    target.write([&](std::ostream& out) { export_sweep(out, sweep, arguments, shape); });
  }
  return kDone;
}

}  // namespace

Command export_csv() {
  return make_command<ExportArguments>("export", "statistics of a result file as CSV or as a workbook: all, or those selected", declare, execute);
}

}  // namespace cellcast::cli
