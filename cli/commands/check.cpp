#include <iostream>

#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "study/claims.hpp"
#include "study/job.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

std::size_t uncertain_numbers(const config::Scenario& scenario) {
  std::size_t count = 0;
  for (const config::Number* number : config::numbers(scenario)) count += std::holds_alternative<config::Distribution>(number->value);
  return count;
}

}  // namespace

int check(const CheckArguments& arguments) {
  if (arguments.scenarios.size() == 1 && config::is_sweep(arguments.scenarios.front())) {
    const Job job = load_sweep_job(arguments.scenarios.front(), arguments.overrides, wanted_isa());
    if (arguments.claims) throw UsageError("a sweep has no claims; check its scenario");
    if (arguments.resolved) {
      std::cout << config::resolved(job.scenario());
    } else {
      std::cout << base::printable(arguments.scenarios.front()) << ": valid; " << job.points() << " points of " << job.sweep().axes.size()
                << (job.sweep().axes.size() == 1 ? " axis, " : " axes, ") << job.trials() << " trials each\n";
    }
    return kDone;
  }
  const std::vector<config::Scenario> scenarios = load_all(arguments.scenarios, arguments.overrides);
  if (arguments.claims) {
    print_claims(scenarios, arguments);
    return kDone;
  }
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const config::Scenario& scenario = scenarios[i];
    if (arguments.resolved) {
      std::cout << config::resolved(scenario);
    } else {
      std::cout << base::printable(arguments.scenarios[i]) << ": valid; " << scenario.segments.size() << " segments, "
                << scenario.markets.size() << " markets, " << scenario.horizon.base_year << "-" << scenario.horizon.end_year << ", "
                << uncertain_numbers(scenario) << " uncertain inputs, " << config::shock_names(scenario).size() << " shocks\n";
    }
  }
  return kDone;
}

}  // namespace cellcast::cli
