#include <cstdio>

#include "base/json.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "output/report/csv_field.hpp"
#include "output/report/selection.hpp"
#include "study/central.hpp"
#include "study/overwriting.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct CentralArguments {
  std::string scenario;
  config::Overrides overrides;
  std::string output;  ///< empty: standard output
  bool force = false, json = false;
};

void declare(Options& options, CentralArguments& arguments) {
  options.word("scenario", arguments.scenario, "SCENARIO", "scenario file");
  add_csv(options, arguments.output);
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
  options.flag("--force", arguments.force, "replace an existing file");
  options.flag("--json", arguments.json, "as JSON");
}

std::string digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

std::string as_csv(const std::vector<study::CentralRow>& all) {
  std::string text = "variable,index,year,value\n";
  for (const study::CentralRow& row : all)
    text += row.variable + "," + (row.cell.index.empty() ? "" : output::csv_field(row.cell.index)) + "," +
            sim::year_text(row.cell.year) + "," + digits(row.value) + "\n";
  return text;
}

std::string as_json(const std::vector<study::CentralRow>& all) {
  std::string text = "{\"schema\": \"cellcast-central-1\", \"rows\": [";
  const char* separator = "\n";
  for (const study::CentralRow& row : all) {
    text += separator + std::string("  {\"variable\": ") + base::json_text(row.variable) + ", \"index\": " + base::json_text(row.cell.index) +
            ", \"year\": " + output::json_year(row.cell.year) + ", \"value\": " + base::json_number(row.value) + "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

int execute(const CentralArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  const config::Scenario scenario = study::load_one(arguments.scenario, arguments.overrides, watching());
  if (!is_standard_output(arguments.output)) study::refuse_overwriting(scenario, arguments.output);
  const std::vector<study::CentralRow> all = study::central(scenario, {.isa = isa});
  const std::string text = arguments.json ? as_json(all) : as_csv(all);
  TextTarget{arguments.output, arguments.force}.write([&](std::ostream& out) { out << text; });
  return kDone;
}

}  // namespace

Command central() {
  return make_command<CentralArguments>("central", "the deterministic run: every input at its median, every shock at zero, as CSV", declare,
                                        execute);
}

}  // namespace cellcast::cli
