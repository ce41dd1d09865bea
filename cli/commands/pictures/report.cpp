#include "study/report/report.hpp"

#include <filesystem>
#include <iostream>
#include <optional>

#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "study/overwriting.hpp"
#include "study/plot/view.hpp"
#include "study/score/actuals.hpp"

namespace cellcast::cli {
namespace {

struct ReportArguments {
  std::string result, variable, actuals, since;
  std::string output;  ///< empty: NAME-report.html
  bool force = false;
};

void declare(Options& options, ReportArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file of a run");
  options.value("--variable", arguments.variable, "V", "what it is about (default: total_production, or the first output)");
  options.value("--actuals", arguments.actuals, "FILE", "what happened, drawn as points: a file of actuals");
  options.value("--since", arguments.since, "RESULT", "an earlier result, of the last vintage say: what moved since then");
  options.value("-o,--output", arguments.output, "FILE", "page; - is standard output (default: RESULT-report.html)").read_by(file_name);
  options.flag("--force", arguments.force, "replace an existing page");
}

/// In quotes for a shell where it needs them.
std::string shell_quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./") == std::string::npos)
    return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string command_of(const ReportArguments& arguments) {
  const std::string name = shell_quoted(std::filesystem::path(arguments.result).filename().string());
  return "cellcast verify " + name + "\ncellcast report " + name +
         (arguments.variable.empty() ? "" : " --variable " + shell_quoted(arguments.variable)) +
         (arguments.since.empty() ? "" : " --since " + shell_quoted(std::filesystem::path(arguments.since).filename().string()));
}

int execute(const ReportArguments& arguments) {
  study::ReportRequest request{command_of(arguments), arguments.variable, {}};
  if (!arguments.actuals.empty()) request.actuals = study::ActualsTable(arguments.actuals).file().rows;
  std::optional<output::StoredResult> earlier;
  if (!arguments.since.empty()) {
    earlier = output::read_result(arguments.since);
    request.earlier = &*earlier;
    request.earlier_name = study::attribute_of(*earlier, "name");
  }
  const std::string page = study::report_of(output::read_result(arguments.result), request);
  const std::string stem = std::filesystem::path(arguments.result).stem().string();
  const std::string path = arguments.output.empty() ? stem + "-report.html" : arguments.output;
  for (const std::string& source : {arguments.result, arguments.since})
    if (!is_standard_output(path)) study::refuse_overwriting_source(source, path);
  TextTarget{path, arguments.force}.write([&](std::ostream& out) { out << page; });
  if (!is_standard_output(path)) std::cout << base::printable(path) << '\n';
  return kDone;
}

}  // namespace

Command report() {
  return make_command<ReportArguments>("report", "a result as one page of HTML: answer, charts, drivers, claims, judgements", declare,
                                       execute);
}

}  // namespace cellcast::cli
