#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/terminal/exit_code.hpp"
#include "output/report/ledger_table.hpp"
#include "output/report/sweep_table.hpp"
#include "output/report/table.hpp"
#include "output/report/update_table.hpp"
#include "output/result/result_reader.hpp"
#include "study/plot/names.hpp"

namespace cellcast::cli {
namespace {

struct ShowArguments {
  std::string result;
  output::Selection selection;
  bool labels = false;
  bool updated = false;  ///< as the observations have it
  bool claims = false, json = false;
};

void declare(Options& options, ShowArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  add_variables(options, arguments.selection, "headline variables");
  add_years(options, arguments.selection, "the end year; with --variable all");
  add_indices(options, arguments.selection);
  add_percentiles(options, arguments.selection);
  options.flag("--claims", arguments.claims, "published figures, their conflicts, and where the results place them")
      .excludes("--variable")
      .excludes("--year")
      .excludes("--index")
      .excludes("--percentiles");
  options.flag("--updated", arguments.updated, "as the scenario's observations have it, and what they make of the inputs")
      .excludes("--claims");
  options.flag("--labels", arguments.labels, "outputs and their labels in words: those of the scenario's [labels], or usual ones")
      .excludes("--claims")
      .excludes("--json");
  options.flag("--json", arguments.json, "as JSON");
}

output::RunLabel label(const output::StoredResult& stored) {
  const auto attribute = [&](const char* name) {
    const auto found = stored.attributes.find(name);
    return found == stored.attributes.end() ? std::string() : found->second;
  };
  return {attribute("name"), attribute("title"), attribute("method"), attribute("seed")};
}

/// The table; where --quiet asks for it, from its first empty line on.
std::string bare(const std::string& table, const Common& common) { return common.quiet ? table.substr(table.find("\n\n") + 2) : table; }

int show_result(const ShowArguments& arguments, const Common& common) {
  const output::StoredResult stored = output::read_result(arguments.result);
  if (arguments.claims) {
    const output::RunLabel of = label(stored);
    const output::NamedLedger ledger{of.name, of.title, stored.results.trials, stored.results.ledger};
    std::cout << (arguments.json ? output::ledger_json({ledger}) : output::ledger_table(ledger));
    return kDone;
  }
  const output::Selection& selection = arguments.selection;
  output::RunLabel shown_as = label(stored);
  if (arguments.labels) {
    const study::Names names(stored);
    shown_as.names.output = [names](const sim::Variable& variable) { return names.output(variable, ""); };
    shown_as.names.index = [names](const std::string& index) { return names.index(index); };
  }
  if (arguments.updated) {
    if (!stored.results.update)
      throw output::ReadError(
          output::ReadError::Kind::data,
          arguments.result + ": has no updated distributions (the scenario has no `[[observations]]`) " + "add some, and run it again");
    std::cout << (arguments.json ? output::update_json(stored.results, label(stored), selection)
                                 : bare(output::update_table(stored.results, shown_as, selection), common));
    return kDone;
  }
  std::cout << (arguments.json ? output::table_json(stored.results, label(stored), selection)
                               : bare(output::table(stored.results, shown_as, selection), common));
  return kDone;
}

int execute(const ShowArguments& arguments, const Common& common) {
  try {
    return show_result(arguments, common);
  } catch (const output::SweepFileError&) {
    if (arguments.claims || arguments.updated || arguments.json || arguments.labels) throw;
    std::cout << bare(output::sweep_table(output::SweepReader(arguments.result), arguments.selection), common);
    return kDone;
  }
}

}  // namespace

Command show() {
  return make_command<ShowArguments>("show", "percentile table of a result file, with sparkline histograms", declare, execute);
}

}  // namespace cellcast::cli
