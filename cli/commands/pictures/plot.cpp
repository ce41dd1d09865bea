#include "study/plot/plot.hpp"

#include <filesystem>
#include <iostream>

#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "output/files/partial_file.hpp"
#include "study/overwriting.hpp"
#include "study/plot/convert.hpp"
#include "study/score/actuals.hpp"

namespace cellcast::cli {
namespace {

struct PlotArguments {
  std::string source, beside, actuals;
  study::PlotRequest request;
  std::string format;  ///< empty: as the file's name ends, else svg
  std::string output;  ///< one file
  std::string out_dir = ".";
  bool force = false;
};

void declare(Options& options, PlotArguments& arguments) {
  options.word("result", arguments.source, "RESULT", "result file of a run or sweep, or what `score --json` or `discover --json` printed");
  options.value(
      "--chart", arguments.request.chart, "NAME",
      "fan, exceedance, histogram, panels, stack, balance, tornado, difference, attribution, convergence; of a sweep curve, heat-map; of a "
      "score scorecard; of discover boxes (default: those that suit)");
  options.value("--variable", arguments.request.variable, "V", "output (default: total_production, or the first there is)");
  options.value("--index", arguments.request.index, "I", "its labels but the year, joined by dots: power.us (default: the first)");
  options.value("--year", arguments.request.year, "Y", "year of distributions (default: the last)");
  options.value("--title", arguments.request.title, "T", "title (default: what was found)");
  options.value("--target", arguments.request.target, "X", "of a sweep: a value to reach, as a line");
  options.value("--actuals", arguments.actuals, "FILE", "what happened, drawn as points: a file of actuals");
  options.value("--beside", arguments.beside, "RESULT", "another scenario's result, drawn beneath");
  options.value("--format", arguments.format, "F", "svg, png or pdf; png and pdf need rsvg-convert (default: as -o ends, or svg)")
      .one_of({"svg", "png", "pdf"});
  options.value("-o,--output", arguments.output, "FILE", "file of a single chart; - is standard output, for svg").read_by(file_name);
  options.value("--out-dir", arguments.out_dir, "DIR", "folder for pictures, named after the result and the chart")
      .show_default()
      .read_by(file_name)
      .excludes("--output");
  options.flag("--force", arguments.force, "replace existing pictures");
}

namespace fs = std::filesystem;

study::PictureFormat format_of(const PlotArguments& arguments) {
  std::string word = arguments.format;
  if (word.empty()) {
    const std::string end = fs::path(arguments.output).extension().string();
    word = end == ".png" ? "png" : end == ".pdf" ? "pdf" : "svg";
  }
  if (word == "svg") return study::PictureFormat::svg;
  if (word == "png") return study::PictureFormat::png;
  if (word == "pdf") return study::PictureFormat::pdf;
  throw base::UsageError("--format: no format " + word + " (there are svg, png, pdf)");
}

const char* ending(study::PictureFormat format) {
  return format == study::PictureFormat::svg ? ".svg" : format == study::PictureFormat::png ? ".png" : ".pdf";
}

std::vector<study::Plot> draw(const PlotArguments& arguments, study::PlotRequest request) {
  if (!arguments.actuals.empty()) request.actuals = study::ActualsTable(arguments.actuals).file().rows;
  std::optional<output::StoredResult> beside;
  if (!arguments.beside.empty()) {
    beside = output::read_result(arguments.beside);
    request.beside = &*beside;
    const auto name = beside->attributes.find("name");
    request.beside_name = name == beside->attributes.end() ? "the other" : name->second;
  }
  return study::plots_of_file(arguments.source, request);
}

void write_one(const PlotArguments& arguments, const std::vector<study::Plot>& plots, study::PictureFormat format) {
  if (plots.size() > 1)
    throw base::UsageError("-o names one file, but there are " + std::to_string(plots.size()) +
                           " charts; name one with --chart, or use --out-dir");
  if (is_standard_output(arguments.output)) {
    if (format != study::PictureFormat::svg)
      throw base::UsageError("--output: a " + arguments.format + " does not go to standard output; name a file");
    std::cout << plots.front().svg << std::flush;
    return;
  }
  study::refuse_overwriting_source(arguments.source, arguments.output);
  const std::string picture = study::converted(plots.front().svg, format);
  output::write_whole(arguments.output, picture, if_exists(arguments.force), &stop_on_signals());
}

/// All are made before the first is written; each is said once it is there.
void write_all(const PlotArguments& arguments, const std::vector<study::Plot>& plots, study::PictureFormat format) {
  std::vector<std::string> paths, pictures;
  const std::string stem = fs::path(arguments.source).stem().string();
  for (const study::Plot& plot : plots) {
    paths.push_back((fs::path(arguments.out_dir) / (stem + "-" + plot.name + ending(format))).string());
    study::refuse_overwriting_source(arguments.source, paths.back());
    pictures.push_back(study::converted(plot.svg, format));
  }
  if (!arguments.force) {
    for (const std::string& path : paths)
      if (fs::exists(fs::symlink_status(path))) output::write_whole(path, "", output::IfExists::refuse);  // says why, before any is written
  }
  for (std::size_t k = 0; k < plots.size(); ++k) {
    output::write_whole(paths[k], pictures[k], if_exists(arguments.force), &stop_on_signals());
    std::cout << base::printable(paths[k]) << '\n';
  }
}

int execute(const PlotArguments& arguments) {
  if (!arguments.request.chart.empty()) study::check_chart_name(arguments.request.chart);
  const study::PictureFormat format = format_of(arguments);
  const std::vector<study::Plot> plots = draw(arguments, arguments.request);
  if (arguments.output.empty())
    write_all(arguments, plots, format);
  else
    write_one(arguments, plots, format);
  return kDone;
}

}  // namespace

Command plot() {
  return make_command<PlotArguments>("plot", "charts of a result as SVG, PNG or PDF, titled by what was found", declare, execute);
}

}  // namespace cellcast::cli
