#include "cli/terminal/remedies.hpp"

namespace cellcast::cli {
namespace {

/// How a message goes on that has the remedy.
std::string words(const base::Remedy& remedy) {
  switch (remedy.kind) {
    using enum base::Remedy::Kind;
    case none:
      break;
    case replace_file:
      return " or use --force";
    case repair_correlations:
      return "; `--repair-correlations` runs with the nearest valid matrix";
    case read_scenario:
      return " a scenario is read by `cellcast run` and `check`";
    case run_scenario:
      return ", or give it to `cellcast run`";
    case run_sweep:
      return " give it to `cellcast sweep`";
    case set_keys:
      return " and --set";
    case show_result:
      return " results are read by `cellcast show`";
    case export_sweep:
      return ", or use `cellcast export` or `cellcast show`";
    case look_at_trial:
      return " with --trial";
    case make_work_folder:
      return " `cellcast run ... --work` makes one";
    case show_work_folder:
      return "; `cellcast status` shows the folder";
    case merge_work_folder:
      return " `cellcast status` shows the folder, `merge` makes a result of it";
    case mend_work_folder:
      return "\n`cellcast status " + remedy.about + "` lists the shards, `cellcast resume " + remedy.about + "` computes them";
    case extend_run:
      return ", or add trials by `cellcast extend`";
    case limit_threads:
      return "; --threads " + remedy.about + " may do";
    case trace_trial:
      return " `cellcast trace --trial " + remedy.about + "` shows it";
    case name_actuals:
      return " name one with --actuals";
    case limit_trials:
      return " give --trials, at most " + remedy.about;
    case build_page_engine:
      return "; scripts/quickstart installs the compiler for it, `cmake --build` with the target `web` builds it";
    case name_last_observed:
      return " or give --until YEAR, up to which the actuals are observed";
  }
  return "";
}

}  // namespace

std::string suggestion(const config::Diagnostic& diagnostic) {
  const std::string all = diagnostic.suggestion + words(diagnostic.remedy);
  return all.starts_with(' ') ? all.substr(1) : all;
}

std::string in_words(const base::Error& error) {
  const auto* scenarios = dynamic_cast<const config::ScenarioError*>(&error);
  if (scenarios == nullptr) return error.what() + words(error.remedy());
  std::vector<config::Diagnostic> diagnostics = scenarios->diagnostics();
  for (config::Diagnostic& diagnostic : diagnostics) diagnostic.suggestion = suggestion(diagnostic);
  return config::format(diagnostics, scenarios->sources());
}

}  // namespace cellcast::cli
