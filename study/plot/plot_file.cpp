#include "config/toml/input_file.hpp"
#include "output/hdf5/is_result.hpp"
#include "study/plot/answer_plots.hpp"
#include "study/plot/plot.hpp"
#include "study/plot/sweep_plots.hpp"

namespace cellcast::study {
namespace {

/// Whether a text begins as an object of JSON does.
bool is_object(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && text[first] == '{';
}

}  // namespace

std::vector<Plot> plots_of_file(const std::string& path, const PlotRequest& request) {
  if (!output::is_result(path)) {
    const std::string text = config::read_input(path);
    if (is_object(text)) return plots_of_answer(path, text, request);
  }
  try {
    const bool needs_samples = request.chart == "convergence";
    return plots_of(output::read_result(path, needs_samples ? output::Samples::read : output::Samples::skip), request);
  } catch (const output::SweepFileError&) {
    return plots_of(output::SweepReader(path), request);
  }
}

}  // namespace cellcast::study
