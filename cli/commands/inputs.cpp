#include <algorithm>
#include <cmath>
#include <iostream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/watching.hpp"
#include "study/inputs.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct InputsArguments {
  std::string scenario;
  config::Overrides overrides;
  bool json = false;
};

void declare(Options& options, InputsArguments& arguments) {
  options.word("scenario", arguments.scenario, "SCENARIO", "scenario file");
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
  options.flag("--json", arguments.json, "as JSON");
}

std::string as_table(const std::vector<study::InputRow>& all) {
  std::vector<std::vector<std::string>> rows{{"input", "distribution", "unit", "P5", "P50", "P95"}};
  for (const study::InputRow& input : all) {
    const double low = input.p5, high = input.p95;
    const double scale = std::max(std::abs(low), std::abs(high));
    rows.push_back({input.name, input.distribution, input.unit, base::readable(low, scale), base::readable(input.p50, scale),
                    base::readable(high, scale)});
  }
  using enum base::Align;
  return base::aligned(rows, {left, left, left, right, right, right});
}

std::string as_json(const std::vector<study::InputRow>& all) {
  std::string text = "{\"schema\": \"cellcast-inputs-1\", \"inputs\": [";
  const char* separator = "\n";
  for (const study::InputRow& input : all) {
    text += separator + std::string("  {\"name\": ") + base::json_text(input.name) +
            ", \"distribution\": " + base::json_text(input.distribution) + ", \"unit\": " + base::json_text(input.unit) +
            ", \"p5\": " + base::json_number(input.p5) + ", \"p50\": " + base::json_number(input.p50) + ", \"p95\": " + base::json_number(input.p95) +
            "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

int execute(const InputsArguments& arguments) {
  const std::vector<study::InputRow> all = study::inputs(study::load_one(arguments.scenario, arguments.overrides, watching()));
  std::cout << (arguments.json ? as_json(all) : as_table(all));
  return kDone;
}

}  // namespace

Command inputs() {
  return make_command<InputsArguments>("inputs", "list every uncertain input with its distribution, unit and P5/P50/P95", declare, execute);
}

}  // namespace cellcast::cli
