#include <iostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/parse/trial_number.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/remedies.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/watching.hpp"
#include "config/sweep/load_sweep.hpp"
#include "config/write/resolved.hpp"
#include "study/claims.hpp"
#include "study/job.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct CheckArguments {
  std::vector<std::string> scenarios;
  config::Overrides overrides;
  int threads = 0;  ///< 0: as many as the machine has
  bool resolved = false, claims = false, json = false;
};

void declare(Options& options, CheckArguments& arguments) {
  options.word("scenarios", arguments.scenarios, "SCENARIO", "scenario files, or one sweep file");
  options.flag("--resolved", arguments.resolved, "print the scenario with every default filled in");
  options.flag("--claims", arguments.claims, "test published figures against each other and against a simulation of the scenario")
      .excludes("--resolved");
  add_trials(options, arguments.overrides).needs("--claims");
  add_threads(options, arguments.threads).needs("--claims");
  options.flag("--json", arguments.json, "as JSON: what is wrong, and where; with --claims the ledgers").excludes("--resolved");
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
}

std::size_t uncertain_numbers(const config::Scenario& scenario) {
  std::size_t count = 0;
  for (const config::Number* number : config::numbers(scenario)) count += std::holds_alternative<config::Distribution>(number->value);
  return count;
}

void print(const std::vector<output::NamedLedger>& ledgers, bool json) {
  if (json) {
    std::cout << output::ledger_json(ledgers);
    return;
  }
  const char* separator = "";
  for (const output::NamedLedger& ledger : ledgers) {
    std::cout << separator << output::ledger_table(ledger);
    separator = "\n";
  }
}

/// What was found, as it was found: a program may want to show it in its own way.
struct Finding {
  std::string file;
  config::Diagnostic diagnostic;
};

std::string as_json(const Finding& finding) {
  const config::Diagnostic& found = finding.diagnostic;
  return std::string("{\"severity\": ") + (found.severity == config::Severity::warning ? "\"warning\"" : "\"error\"") +
         ", \"file\": " + base::json_text(finding.file) + ", \"line\": " + std::to_string(found.place.line) +
         ", \"column\": " + std::to_string(found.place.column) + ", \"problem\": " + base::json_text(found.problem) +
         ", \"why\": " + base::json_text(found.why) + ", \"suggestion\": " + base::json_text(suggestion(found)) + "}";
}

std::string as_json(const std::vector<Finding>& findings, bool is_valid) {
  std::string text = std::string("{\"schema\": \"cellcast-check-1\", \"valid\": ") + (is_valid ? "true" : "false") + ", \"diagnostics\": [";
  const char* separator = "\n  ";
  for (const Finding& finding : findings) {
    text += separator + as_json(finding);
    separator = ",\n  ";
  }
  return text + (findings.empty() ? "]}\n" : "\n]}\n");
}

void load(const CheckArguments& arguments, const study::Watch& watch) {
  if (arguments.scenarios.size() == 1 && config::is_sweep(arguments.scenarios.front()))
    study::load_sweep_job(arguments.scenarios.front(), arguments.overrides, wanted_isa(), watch);
  else
    study::load_all(arguments.scenarios, arguments.overrides, watch);
}

/// `--json` without claims. What is wrong with the scenarios is the answer, so that it goes to standard output.
int say_findings(const CheckArguments& arguments) {
  std::vector<Finding> findings;
  study::Watch watch = watching();
  watch.warn = [&](const study::Warning& warning) { findings.push_back({warning.about, warning.diagnostic}); };
  try {
    load(arguments, watch);
  } catch (const config::ScenarioError& error) {
    for (const config::Diagnostic& found : error.diagnostics()) findings.push_back({error.sources().at(found.place.source).name, found});
    std::cout << as_json(findings, false);
    return error.kind() == base::Error::Kind::no_input ? kNoInput : kBadData;
  }
  std::cout << as_json(findings, true);
  return kDone;
}

/// "2 quotas, 3 groups of producers, ": what not every scenario has.
std::string later_tables(const config::Scenario& scenario) {
  const auto counted = [](std::size_t count, const std::string& one, const std::string& many) {
    return count == 0 ? "" : std::to_string(count) + " " + (count == 1 ? one : many) + ", ";
  };
  return counted(scenario.quotas.size(), "quota", "quotas") +
         counted(scenario.producers.size(), "group of producers", "groups of producers");
}

int execute(const CheckArguments& arguments) {
  if (arguments.json && !arguments.claims) return say_findings(arguments);
  if (arguments.scenarios.size() == 1 && config::is_sweep(arguments.scenarios.front())) {
    const study::Job job = study::load_sweep_job(arguments.scenarios.front(), arguments.overrides, wanted_isa(), watching());
    if (arguments.claims) throw base::UsageError("a sweep has no claims; check its scenario");
    if (arguments.resolved) {
      std::cout << config::resolved(job.scenario());
    } else {
      std::cout << base::printable(arguments.scenarios.front()) << ": valid; " << job.points() << " points of " << job.sweep().axes.size()
                << (job.sweep().axes.size() == 1 ? " axis, " : " axes, ") << job.trials() << " trials each\n";
    }
    return kDone;
  }
  const std::vector<config::Scenario> scenarios = study::load_all(arguments.scenarios, arguments.overrides, watching());
  if (arguments.claims) {
    const study::Machine machine{wanted_isa(), arguments.threads};
    print(study::examine_claims(scenarios, machine, watching(&stop_on_signals())), arguments.json);
    return kDone;
  }
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const config::Scenario& scenario = scenarios[i];
    if (arguments.resolved) {
      std::cout << config::resolved(scenario);
    } else {
      std::cout << base::printable(arguments.scenarios[i]) << ": valid; " << scenario.segments.size() << " segments, "
                << scenario.markets.size() << " markets, " << later_tables(scenario) << scenario.horizon.base_year << "-"
                << scenario.horizon.end_year << ", " << uncertain_numbers(scenario) << " uncertain inputs, "
                << config::shock_names(scenario).size() << " shocks\n";
    }
  }
  return kDone;
}

}  // namespace

Command check() { return make_command<CheckArguments>("check", "load and validate scenarios only", declare, execute); }

}  // namespace cellcast::cli
