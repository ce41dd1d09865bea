#include "cli/parse/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "cellcast/version.hpp"
#include "cli/parse/brackets.hpp"
#include "cli/parse/parser.hpp"
#include "cli/parse/slip.hpp"

namespace cellcast::cli {
namespace {

/// Between 0 and 1, both excluded; somebody may think in percent.
CLI::Validator probability() {
  const auto check = [](std::string& text) -> std::string {
    const bool is_percentage = text.ends_with('%');
    const char* const stop = text.data() + text.size() - (is_percentage ? 1 : 0);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), stop, value);
    if (error != std::errc() || end != stop) return "'" + text + "' is not a number";
    if (value > 0 && value < 1 && !is_percentage) return {};
    char fraction[64] = "";
    if (value > 0 && value < 100 && (value > 1 || is_percentage))
      std::snprintf(fraction, sizeof fraction, "; did you mean %.12g?", value / 100);
    return "'" + text + "' is not a number between 0 and 1" + fraction;
  };
  return CLI::Validator(check, "", "probability");
}

void add_run(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("run", "simulate; one result file per scenario");
  RunArguments& arguments = parser.run;
  command->add_option("scenarios", arguments.scenarios, "scenario files; several are one paired batch: same input name, same draws")
      ->required()
      ->type_name("SCENARIO");
  auto* output = command->add_option("-o,--output", arguments.output, "result file, for a single scenario (default: NAME.h5)")
                     ->type_name("FILE")
                     ->check(not_empty());
  command->add_option("--out-dir", arguments.out_dir, "folder for result files")
      ->type_name("DIR")
      ->capture_default_str()
      ->check(not_empty())
      ->excludes(output);
  add_sampling(command, arguments.overrides);
  add_threads(command, arguments.threads);
  add_set(command, arguments.overrides);
  add_repair(command, arguments.overrides);
  command->add_flag("--force", arguments.force, "replace existing results");
  command->add_flag("--json", arguments.json, "say what was written as JSON");
  add_work_options(command, arguments);
}

void add_check(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("check", "load and validate scenarios only");
  command->add_option("scenarios", parser.check.scenarios, "scenario files, or one sweep file")->required()->type_name("SCENARIO");
  auto* resolved = command->add_flag("--resolved", parser.check.resolved, "print the scenario with every default filled in");
  auto* claims = command->add_flag("--claims", parser.check.claims,
                                   "test published figures against each other and against a simulation of the scenario");
  claims->excludes(resolved);
  command->add_option("--trials", parser.check.overrides.trials, "with --claims: number of trials, instead of the scenario's")
      ->type_name("N")
      ->transform(trial_number())
      ->needs(claims);
  command->add_option("--threads", parser.check.threads, "with --claims: threads (default: as many as the machine has)")
      ->type_name("N")
      ->transform(whole_number())
      ->check(CLI::Range(1, 1024))
      ->needs(claims);
  command->add_flag("--json", parser.check.json, "with --claims: as JSON")->needs(claims);
  add_set(command, parser.check.overrides);
  add_repair(command, parser.check.overrides);
}

void add_inputs(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("inputs", "list every uncertain input with its distribution, unit and P5/P50/P95");
  command->add_option("scenario", parser.inputs.scenario, "scenario file")->required()->type_name("SCENARIO");
  add_set(command, parser.inputs.overrides);
  add_repair(command, parser.inputs.overrides);
  command->add_flag("--json", parser.inputs.json, "as JSON");
}

void add_central(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("central", "the deterministic run: every input at its median, every shock at zero, as CSV");
  command->add_option("scenario", parser.central.scenario, "scenario file")->required()->type_name("SCENARIO");
  command->add_option("-o,--output", parser.central.output, "CSV file (default, and -: standard output)")
      ->type_name("FILE")
      ->check(not_empty());
  add_set(command, parser.central.overrides);
  add_repair(command, parser.central.overrides);
  command->add_flag("--force", parser.central.force, "replace an existing file");
  command->add_flag("--json", parser.central.json, "as JSON");
}

void add_compare(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("compare", "how scenarios differ from the first, trial by trial under the same draws");
  CompareArguments& arguments = parser.compare;
  command->add_option("files", arguments.files, "a base and the scenarios to compare with it, or a later result of a batch")
      ->required()
      ->type_name("SCENARIO... | RESULT");
  add_variables(command, arguments.selection, "headline variables");
  add_years(command, arguments.selection, "the end year; with --variable all");
  add_indices(command, arguments.selection);
  add_sampling(command, arguments.overrides);
  add_threads(command, arguments.threads);
  add_set(command, arguments.overrides);
  add_repair(command, arguments.overrides);
  command->add_flag("--json", arguments.json, "as JSON");
}

void add_sensitivity(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("sensitivity", "what drives the outputs: inputs by their share of an output's variance");
  SensitivityArguments& arguments = parser.sensitivity;
  command->add_option("result", arguments.result, "result file")->required()->type_name("RESULT");
  add_variables(command, arguments.selection, "headline variables");
  add_indices(command, arguments.selection);
  command->add_option("--top", arguments.top, "inputs of each output, at most")
      ->type_name("N")
      ->transform(whole_number())
      ->capture_default_str();
  command->add_flag("--json", arguments.json, "as JSON, all inputs");
}

void add_show(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("show", "percentile table of a result file, with sparkline histograms");
  command->add_option("result", parser.show.result, "result file")->required()->type_name("RESULT");
  add_variables(command, parser.show.selection, "headline variables");
  add_years(command, parser.show.selection, "the end year; with --variable all");
  add_indices(command, parser.show.selection);
  CLI::Option* percentiles = add_percentiles(command, parser.show.percentiles);
  command->add_flag("--claims", parser.show.claims, "published figures, their conflicts, and where the results place them")
      ->excludes("--variable")
      ->excludes("--year")
      ->excludes("--index")
      ->excludes(percentiles);
  command->add_flag("--updated", parser.show.updated, "as the scenario's observations have it, and what they make of the inputs")
      ->excludes("--claims");
  command->add_flag("--json", parser.show.json, "as JSON");
}

void add_export(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("export", "statistics of a result file as CSV: all, or those selected");
  ExportArguments& arguments = parser.exported;
  command->add_option("result", arguments.result, "result file")->required()->type_name("RESULT");
  add_variables(command, arguments.selection, "all");
  add_years(command, arguments.selection, "all");
  add_indices(command, arguments.selection);
  add_percentiles(command, arguments.percentiles);
  command->add_flag("--wide", arguments.wide,
                    "a row for each cell, with columns mean, sd, ..., P5, P50, ... (default: a row for each number)");
  command->add_option("-o,--output", arguments.output, "CSV file (default, and -: standard output)")->type_name("FILE")->check(not_empty());
  command->add_flag("--force", arguments.force, "replace an existing file");
}

void add_trace(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("trace", "explain one trial: its inputs, then every variable by year");
  TraceArguments& arguments = parser.trace;
  command->add_option("scenario", arguments.source, "scenario file, or a result file, whose scenario is taken")
      ->required()
      ->type_name("SCENARIO|RESULT");
  auto* trial = command->add_option("--trial", arguments.trial, "this trial; the first is 0")->type_name("I")->transform(whole_number());
  auto* quantile = command->add_option("--quantile", arguments.quantile, "the trial at this quantile of --variable in --year: 0.95")
                       ->type_name("Q")
                       ->check(probability());
  auto* variable = command->add_option("--variable", arguments.variable, "output variable")->type_name("V");
  auto* year = command->add_option("--year", arguments.year, "its year")->type_name("Y")->transform(whole_number());
  auto* index =
      command->add_option("--index", arguments.index, "its labels besides the year, joined by dots: power.us")->type_name("LABELS");
  quantile->needs(variable)->needs(year);
  index->needs(quantile);
  year->needs(quantile);
  trial->excludes(quantile);
  add_sampling(command, arguments.overrides);
  add_threads(command, arguments.threads);
  add_set(command, arguments.overrides);
  add_repair(command, arguments.overrides);
  command->add_flag("--all", arguments.all, "all inputs and all variables");
  command->add_flag("--json", arguments.json, "as JSON, everything");
}

void add_verify(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("verify", "recompute a result from its own scenario and compare every bit");
  VerifyArguments& arguments = parser.verify;
  command->add_option("result", arguments.result, "result file")->required()->type_name("RESULT");
  command->add_option("--base", arguments.base, "base of the batch, to recompute the differences from it, too")->type_name("SCENARIO");
  command->add_flag("--quick", arguments.quick, "only random blocks of trials, not the whole run");
  command->add_option("--blocks", arguments.blocks, "random blocks of 256 trials that are recomputed first")
      ->type_name("N")
      ->transform(whole_number())
      ->capture_default_str();
  command->add_option("--seed", arguments.seed, "seed of the choice of blocks")
      ->type_name("S")
      ->transform(whole_number())
      ->capture_default_str();
  add_threads(command, arguments.threads);
  command->add_flag("--json", arguments.json, "as JSON");
}

Words command_names(const CLI::App& app) {
  Words names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

Words option_names(const CLI::App& app) {
  Words names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// Those that commands have and the program itself has not.
Words options_of_commands(const CLI::App& app) {
  Words names;
  const Words common = option_names(app);
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    for (const std::string& name : option_names(*command))
      if (std::ranges::find(common, name) == common.end()) names.push_back(name);
  return names;
}

/// What is wrong with the command line, in our words where they are clearer than CLI11's.
std::string explain(CLI::App& app, const Words& words, const CLI::ParseError& error) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const Words left = app.remaining(true);
  const std::string word = left.empty() ? "" : as_written(left.front());
  if (chosen.empty()) return no_command(word, command_names(app), option_names(app), options_of_commands(app));
  const std::string command = chosen.front()->get_name();
  Words options = option_names(*chosen.front());
  std::ranges::copy(option_names(app), std::back_inserter(options));
  const auto command_at = std::ranges::find(words, command);
  const Place place = std::find(words.begin(), command_at, word) != command_at ? Place::before_command : Place::after_command;
  return misuse(command, word, place, options, error.what());
}

Arguments chosen(Parser& parser) {
  Arguments arguments;
  arguments.color = parser.color == "always" ? Color::always : parser.color == "never" ? Color::never : Color::automatic;
  arguments.quiet = parser.show.quiet = parser.quiet;
  const std::string name = parser.app.get_subcommands().front()->get_name();
  if (name == "run") arguments.command = std::move(parser.run);
  if (name == "check") arguments.command = std::move(parser.check);
  if (name == "inputs") arguments.command = std::move(parser.inputs);
  if (name == "central") arguments.command = std::move(parser.central);
  if (name == "compare") arguments.command = std::move(parser.compare);
  if (name == "sensitivity") arguments.command = std::move(parser.sensitivity);
  if (name == "show") arguments.command = std::move(parser.show);
  if (name == "export") arguments.command = std::move(parser.exported);
  if (name == "trace") arguments.command = std::move(parser.trace);
  if (name == "verify") arguments.command = std::move(parser.verify);
  if (name == "sweep") arguments.command = std::move(parser.sweep);
  if (name == "plan") arguments.command = std::move(parser.plan);
  if (name == "status") arguments.command = std::move(parser.status);
  if (name == "merge") arguments.command = std::move(parser.merge);
  if (name == "resume") arguments.command = std::move(parser.resume);
  if (name == "extend") arguments.command = std::move(parser.extend);
  return arguments;
}

}  // namespace

Arguments parse(int argc, const char* const* argv) {
  Parser parser;
  parser.app.require_subcommand(1);
  parser.app.set_version_flag("--version", std::string("cellcast ") + kVersion);
  parser.app.add_option("--color", parser.color, "colour in messages: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  parser.app.add_flag("-q,--quiet", parser.quiet, "no progress, notes or warnings, only errors; of `show` the bare table");
  parser.app.fallthrough();
  add_run(parser);
  add_check(parser);
  add_inputs(parser);
  add_central(parser);
  add_compare(parser);
  add_sensitivity(parser);
  add_show(parser);
  add_export(parser);
  add_trace(parser);
  add_verify(parser);
  add_work_commands(parser);
  parser.app.footer("Documentation: docs/ beside the source, share/doc/cellcast once installed.");
  take_brackets(parser.app);
  for (CLI::App* command : parser.app.get_subcommands([](const CLI::App*) { return true; }))
    command->footer("Of every command: -q,--quiet (no progress, notes or warnings) and --color (auto, always, never).");
  const Words words(argv + 1, argv + argc);
  try {
    Words guarded;
    for (auto word = words.rbegin(); word != words.rend(); ++word) guarded.push_back(without_list(*word));
    parser.app.parse(std::move(guarded));  // the last word first
  } catch (const CLI::CallForVersion& version) {
    return {PrintText{std::string(version.what()) + "\n"}};
  } catch (const CLI::CallForHelp&) {
    for (const CLI::App* command : parser.app.get_subcommands()) return {PrintText{command->help("cellcast")}};
    return {PrintText{parser.app.help()}};
  } catch (const CLI::ParseError& error) {
    throw UsageError(explain(parser.app, words, error));
  }
  return chosen(parser);
}

}  // namespace cellcast::cli
