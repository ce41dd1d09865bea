#include <charconv>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "study/guide/starter.hpp"

namespace cellcast::cli {
namespace {

struct InitArguments {
  study::StarterOptions starter;
  std::vector<std::string> segments, markets;
  std::optional<std::string> years;
  std::string output;
  bool force = false;
};

void declare(Options& options, InitArguments& arguments) {
  options.repeated("--segment", arguments.segments, "NAME", "a use of batteries, such as power or ess, whose sizes it knows");
  options.repeated("--market", arguments.markets, "NAME", "a market; the first is the home market");
  options.value("--years", arguments.years, "A:B", "base year and end year");
  options.value("-o,--output", arguments.output, "FILE", "where it goes; by default standard output");
  options.flag("--force", arguments.force, "replace an existing file");
}

int year_of(std::string_view digits, const std::string& years) {
  int year = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  if (error != std::errc() || end != digits.data() + digits.size()) throw base::UsageError("--years '" + years + "' is not two years, as 2025:2031");
  return year;
}

void set_years(const std::string& years, study::StarterOptions& starter) {
  const std::string_view text = years;
  const std::size_t colon = text.find(':');
  starter.base_year = year_of(text.substr(0, colon), years);
  starter.end_year = year_of(colon == std::string_view::npos ? "" : text.substr(colon + 1), years);
}

int execute(const InitArguments& arguments) {
  study::StarterOptions starter = arguments.starter;
  if (!arguments.segments.empty()) starter.segments = arguments.segments;
  if (!arguments.markets.empty()) starter.markets = arguments.markets;
  if (arguments.years) set_years(*arguments.years, starter);
  const std::string text = study::starter(starter);
  TextTarget{arguments.output, arguments.force}.write([&](std::ostream& out) { out << text; });
  return kDone;
}

}  // namespace

Command init() {
  return make_command<InitArguments>("init", "write a first scenario, with comments, to start from", declare, execute);
}

}  // namespace cellcast::cli
