#pragma once

#include <vector>

#include "output/sweep/sweep_reader.hpp"
#include "study/plot/plot_request.hpp"

namespace cellcast::study {

/// Of one axis a curve, of two a heat-map. Throws PlotError, output::ReadError, output::SelectionError.
std::vector<Plot> plots_of(const output::SweepReader& sweep, const PlotRequest& request);

}  // namespace cellcast::study
