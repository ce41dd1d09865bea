#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/watching.hpp"
#include "study/guide/list_variables.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct VariablesArguments {
  std::optional<std::string> scenario;
  config::Overrides overrides;
  bool json = false;
};

void declare(Options& options, VariablesArguments& arguments) {
  options.word("scenario", arguments.scenario, "SCENARIO", "scenario file; without one all that there could be").is_required = false;
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
  options.flag("--json", arguments.json, "as JSON");
}

std::string dimensions(const study::VariableRow& row) {
  std::string out;
  for (const std::string& dimension : row.dimensions) out += (out.empty() ? "" : " ") + dimension;
  return out;
}

std::string as_table(const std::vector<study::VariableRow>& all, bool is_of_scenario) {
  std::vector<std::vector<std::string>> rows{{"variable", "unit", "dimensions", is_of_scenario ? "cells" : "needs", "meaning"}};
  for (const study::VariableRow& row : all)
    rows.push_back({row.name, base::printable(row.unit), dimensions(row), is_of_scenario ? std::to_string(row.cells) : row.table,
                    base::printable(row.long_name)});
  using enum base::Align;
  return base::aligned(rows, {left, left, left, is_of_scenario ? right : left, left});
}

std::string as_json(const std::vector<study::VariableRow>& all, bool is_of_scenario) {
  std::string text = "{\"schema\": \"cellcast-variables-1\", \"variables\": [";
  const char* separator = "\n";
  for (const study::VariableRow& row : all) {
    std::string axes;
    for (const std::string& dimension : row.dimensions) axes += (axes.empty() ? "" : ", ") + base::json_text(dimension);
    text += separator + std::string("  {\"name\": ") + base::json_text(row.name) + ", \"unit\": " + base::json_text(row.unit) + ", \"dimensions\": [" + axes +
            "], \"needs\": " + (row.table.empty() ? "null" : base::json_text(row.table)) + ", \"cells\": " +
            (is_of_scenario ? std::to_string(row.cells) : "null") + ", \"long_name\": " + base::json_text(row.long_name) + "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

int execute(const VariablesArguments& arguments) {
  const bool is_of_scenario = arguments.scenario.has_value();
  if (!is_of_scenario && (!arguments.overrides.set.empty() || arguments.overrides.repair_correlations))
    throw base::UsageError("without a scenario there is nothing to set");
  const auto all = is_of_scenario ? study::list_variables(study::load_one(*arguments.scenario, arguments.overrides, watching())) : study::list_variables();
  std::cout << (arguments.json ? as_json(all, is_of_scenario) : as_table(all, is_of_scenario));
  return kDone;
}

}  // namespace

Command variables() {
  return make_command<VariablesArguments>("variables", "list the outputs that results hold: unit, dimensions, meaning", declare, execute);
}

}  // namespace cellcast::cli
