#include <array>
#include <iostream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/watching.hpp"
#include "sim/plan/plan.hpp"
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

constexpr std::array kProbabilities{0.05, 0.5, 0.95};

std::array<double, 3> percentiles(const sim::Input& input) {
  std::array<double, 3> result;
  for (std::size_t k = 0; k < 3; ++k) result[k] = (*input.quantile)(kProbabilities[k]);
  return result;
}

std::string as_table(const sim::Plan& plan) {
  std::vector<std::vector<std::string>> rows{{"input", "distribution", "unit", "P5", "P50", "P95"}};
  for (const sim::Input& input : plan.inputs) {
    const auto [low, median, high] = percentiles(input);
    const double scale = std::max(std::abs(low), std::abs(high));
    rows.push_back({input.name, config::text(input.distribution), input.unit, base::readable(low, scale), base::readable(median, scale),
                    base::readable(high, scale)});
  }
  using enum base::Align;
  return base::aligned(rows, {left, left, left, right, right, right});
}

std::string as_json(const sim::Plan& plan) {
  std::string text = "{\"schema\": \"cellcast-inputs-1\", \"inputs\": [";
  const char* separator = "\n";
  for (const sim::Input& input : plan.inputs) {
    const auto [low, median, high] = percentiles(input);
    text += separator + std::string("  {\"name\": ") + base::json_text(input.name) +
            ", \"distribution\": " + base::json_text(config::text(input.distribution)) + ", \"unit\": " + base::json_text(input.unit) +
            ", \"p5\": " + base::json_number(low) + ", \"p50\": " + base::json_number(median) + ", \"p95\": " + base::json_number(high) +
            "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

int execute(const InputsArguments& arguments) {
  const sim::Plan plan = sim::compile(study::load_one(arguments.scenario, arguments.overrides, watching()));
  std::cout << (arguments.json ? as_json(plan) : as_table(plan));
  return kDone;
}

}  // namespace

Command inputs() {
  return make_command<InputsArguments>("inputs", "list every uncertain input with its distribution, unit and P5/P50/P95", declare, execute);
}

}  // namespace cellcast::cli
