#pragma once

// Only for the files that build the parser: CLI11 is slow to compile.
#include <CLI/CLI.hpp>
#include <string>

#include "cli/parse/arguments.hpp"

namespace cellcast::cli {

/// The parser and the places it writes to.
struct Parser {
  CLI::App app{"cellcast simulates supply and demand in the lithium-ion battery industry: a scenario file in, distributions out.",
               "cellcast"};
  RunArguments run;
  CheckArguments check;
  InputsArguments inputs;
  CentralArguments central;
  CompareArguments compare;
  SensitivityArguments sensitivity;
  ShowArguments show;
  ExportArguments exported;
  TraceArguments trace;
  VerifyArguments verify;
  SweepArguments sweep;
  PlanArguments plan;
  StatusArguments status;
  MergeArguments merge;
  ResumeArguments resume, extend;
  std::string color = "auto";
  bool quiet = false;
};

/// Digits only, in groups if one likes (1_000_000, as in a scenario): CLI11 would read -1 as 2^64 - 1, and 010 as 8.
CLI::Validator whole_number();
/// Of trials: also 1e6, 100k, 1M.
CLI::Validator trial_number();
CLI::Validator not_empty();

// Options that several commands have.
void add_set(CLI::App* command, config::Overrides& overrides);
void add_repair(CLI::App* command, config::Overrides& overrides);
void add_sampling(CLI::App* command, config::Overrides& overrides);
/// `usual` are those without the option.
void add_variables(CLI::App* command, SelectionArguments& selection, const std::string& usual);
void add_years(CLI::App* command, SelectionArguments& selection, const std::string& usual);
void add_indices(CLI::App* command, SelectionArguments& selection);
CLI::Option* add_percentiles(CLI::App* command, std::vector<double>& percentiles);
void add_threads(CLI::App* command, int& threads);

/// The commands of work folders: plan, status, merge, resume, extend; and `run`'s options for them.
void add_work_options(CLI::App* run, RunArguments& arguments);
void add_work_commands(Parser& parser);

}  // namespace cellcast::cli
