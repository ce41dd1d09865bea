#include <array>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/scenarios.hpp"
#include "output/json.hpp"
#include "output/text.hpp"
#include "sim/plan.hpp"

namespace cellcast::cli {
namespace {

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
    rows.push_back({input.name, config::text(input.distribution), input.unit, output::readable(low, scale), output::readable(median, scale),
                    output::readable(high, scale)});
  }
  using enum output::Align;
  return output::aligned(rows, {left, left, left, right, right, right});
}

std::string as_json(const sim::Plan& plan) {
  std::string text = "{\"schema\": \"cellcast-inputs-1\", \"inputs\": [";
  const char* separator = "\n";
  for (const sim::Input& input : plan.inputs) {
    const auto [low, median, high] = percentiles(input);
    text += separator + std::string("  {\"name\": ") + output::json_text(input.name) +
            ", \"distribution\": " + output::json_text(config::text(input.distribution)) + ", \"unit\": " + output::json_text(input.unit) +
            ", \"p5\": " + output::json_number(low) + ", \"p50\": " + output::json_number(median) +
            ", \"p95\": " + output::json_number(high) + "}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

}  // namespace

int inputs(const InputsArguments& arguments) {
  const sim::Plan plan = sim::compile(load_one(arguments.scenario, arguments.overrides));
  std::cout << (arguments.json ? as_json(plan) : as_table(plan));
  return kDone;
}

}  // namespace cellcast::cli
