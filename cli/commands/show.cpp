#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/selection.hpp"
#include "cli/terminal/exit_code.hpp"
#include "output/report/ledger_table.hpp"
#include "output/report/sweep_table.hpp"
#include "output/report/table.hpp"
#include "output/report/update_table.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::cli {
namespace {

output::RunLabel label(const output::StoredResult& stored) {
  const auto attribute = [&](const char* name) {
    const auto found = stored.attributes.find(name);
    return found == stored.attributes.end() ? std::string() : found->second;
  };
  return {attribute("name"), attribute("title"), attribute("method"), attribute("seed")};
}

output::Selection shown(const ShowArguments& arguments) {
  output::Selection selection = selection_of(arguments.selection);
  selection.percentile = arguments.percentiles;
  return selection;
}

/// Where --quiet asks for it: from the first empty line on.
std::string without_heading(const ShowArguments& arguments, const std::string& table) {
  return arguments.quiet ? table.substr(table.find("\n\n") + 2) : table;
}

int show_result(const ShowArguments& arguments) {
  const output::StoredResult stored = output::read_result(arguments.result);
  if (arguments.claims) {
    const output::RunLabel of = label(stored);
    const output::NamedLedger ledger{of.name, of.title, stored.results.trials, stored.results.ledger};
    std::cout << (arguments.json ? output::ledger_json({ledger}) : output::ledger_table(ledger));
    return kDone;
  }
  const output::Selection selection = shown(arguments);
  if (arguments.updated) {
    if (!stored.results.update)
      throw output::ReadError(
          output::ReadError::Kind::data,
          arguments.result + ": has no updated distributions (the scenario has no `[[observations]]`) " + "add some, and run it again");
    std::cout << (arguments.json ? output::update_json(stored.results, label(stored), selection)
                                 : without_heading(arguments, output::update_table(stored.results, label(stored), selection)));
    return kDone;
  }
  std::cout << (arguments.json ? output::table_json(stored.results, label(stored), selection)
                               : without_heading(arguments, output::table(stored.results, label(stored), selection)));
  return kDone;
}

}  // namespace

int show(const ShowArguments& arguments) {
  try {
    return show_result(arguments);
  } catch (const output::SweepFileError&) {
    if (arguments.claims || arguments.updated || arguments.json) throw;
    std::cout << without_heading(arguments, output::sweep_table(output::SweepReader(arguments.result), shown(arguments)));
    return kDone;
  }
}

}  // namespace cellcast::cli
