#pragma once

#include <vector>

#include "study/plot/view.hpp"

namespace cellcast::study {

// The charts of a result, each of what the request names. All throw PlotError where the result has nothing for them.

Plot fan_plot(const View& view);
Plot exceedance_plot(const View& view);
Plot histogram_plot(const View& view);
Plot panels_plot(const View& view);
Plot stack_plot(const View& view);
Plot balance_plot(const View& view);
Plot tornado_plot(const View& view);
Plot difference_plot(const View& view);
Plot attribution_plot(const View& view);
Plot waterfall_plot(const View& view);
Plot convergence_plot(const View& view);

/// What a file is called by: `price-ess-2030-histogram`; year 0: none.
std::string plot_name(const Curve& curve, int year, const char* chart);

}  // namespace cellcast::study
