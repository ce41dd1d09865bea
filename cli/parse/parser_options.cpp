#include <algorithm>

#include "cli/parse/parser.hpp"
#include "cli/parse/trial_number.hpp"

namespace cellcast::cli {

CLI::Validator whole_number() {
  const auto check = [](std::string& text) -> std::string {
    std::string digits = text;
    std::erase(digits, '_');
    const bool is_number =
        !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos && (digits.front() != '0' || digits.size() == 1);
    if (is_number && digits.size() > 19) return "'" + text + "' is too large (19 digits at most)";
    if (!is_number) return "'" + text + "' is not a whole number (digits only)";
    text = digits;
    return {};
  };
  return CLI::Validator(check, "", "whole number");
}

CLI::Validator trial_number() { return CLI::Validator(read_trials, "", "number of trials"); }

CLI::Validator not_empty() {
  return CLI::Validator([](const std::string& text) { return std::string(text.empty() ? "the name is empty" : ""); }, "", "not empty");
}

void add_set(CLI::App* command, config::Overrides& overrides) {
  command->add_option("--set", overrides.set, "change a key of the scenario: --set segments.power.price=0.5; may be repeated")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->allow_extra_args(false)  // which also takes brackets for a list
      ->take_all();
}

void add_repair(CLI::App* command, config::Overrides& overrides) {
  command->add_flag("--repair-correlations", overrides.repair_correlations,
                    "replace correlations that contradict each other by the nearest valid ones, and say which");
}

void add_sampling(CLI::App* command, config::Overrides& overrides) {
  command->add_option("--trials", overrides.trials, "number of trials, instead of the scenario's: 1000000, 1e6, 100k, 1M")
      ->type_name("N")
      ->transform(trial_number());
  command->add_option("--seed", overrides.seed, "seed, instead of the scenario's")->type_name("S")->transform(whole_number());
  command->add_option("--method", overrides.method, "sampling method, instead of the scenario's")->type_name("M");
}

void add_threads(CLI::App* command, int& threads) {
  command->add_option("--threads", threads, "threads (default: as many as the machine has); results do not depend on it")
      ->type_name("N")
      ->transform(whole_number())
      ->check(CLI::Range(1, 1024));
}

}  // namespace cellcast::cli
