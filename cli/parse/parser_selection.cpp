#include <charconv>
#include <cmath>

#include "cli/parse/parser.hpp"

namespace cellcast::cli {
namespace {

/// Values between commas; the option may be repeated, too.
template <class Value>
CLI::Option* add_list(CLI::App* command, const std::string& name, std::vector<Value>& values, const std::string& text) {
  return command->add_option(name, values, text)->expected(1)->allow_extra_args(false)->take_all()->delimiter(',');
}

/// `50`, `2.5`, `P50`.
CLI::Validator percentile() {
  const auto check = [](std::string& text) -> std::string {
    const std::string number = text.starts_with('P') || text.starts_with('p') ? text.substr(1) : text;
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || !(value > 0 && value < 100))
      return "'" + text + "' is not a percentile (a number between 0 and 100)";
    text = number;
    return {};
  };
  return CLI::Validator(check, "", "percentile");
}

}  // namespace

void add_variables(CLI::App* command, SelectionArguments& selection, const std::string& usual) {
  add_list(command, "--variable", selection.variables, "these variables, between commas (default: " + usual + ")")->type_name("V,...");
}

void add_years(CLI::App* command, SelectionArguments& selection, const std::string& usual) {
  add_list(command, "--year", selection.years, "these years (default: " + usual + ")")->type_name("Y,...")->transform(whole_number());
}

void add_indices(CLI::App* command, SelectionArguments& selection) {
  add_list(command, "--index", selection.indices, "only cells of these labels, joined by dots: power.us; total where a variable has none")
      ->type_name("LABELS,...");
}

CLI::Option* add_percentiles(CLI::App* command, std::vector<double>& percentiles) {
  return add_list(command, "--percentiles", percentiles, "these percentiles, of those the run has kept: 10,50,90")
      ->type_name("P,...")
      ->transform(percentile());
}

}  // namespace cellcast::cli
