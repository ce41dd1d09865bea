#pragma once

#include <string>
#include <vector>

#include "study/plot/plot_request.hpp"

namespace cellcast::study {

/// The chart of an answer as JSON: of a score a scorecard, of a search for boxes these. Throws PlotError; base::Error where the text is no
/// JSON, or of another kind. `path` is for errors.
std::vector<Plot> plots_of_answer(const std::string& path, const std::string& text, const PlotRequest& request);

}  // namespace cellcast::study
