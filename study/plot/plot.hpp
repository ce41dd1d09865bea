#pragma once

#include <string>
#include <vector>

#include "output/result/result_reader.hpp"
#include "study/plot/plot_request.hpp"

namespace cellcast::study {

/// Throws PlotError where one was asked for that the result has nothing for; output::SelectionError.
std::vector<Plot> plots_of(const output::StoredResult& stored, const PlotRequest& request);

/// Charts of a result, a sweep, or an answer as JSON in a file. Throws output::ReadError too.
std::vector<Plot> plots_of_file(const std::string& path, const PlotRequest& request);

/// Throws PlotError where the name is none of kCharts.
void check_chart_name(const std::string& name);

}  // namespace cellcast::study
