#include "study/plot/plot.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "output/report/selection.hpp"
#include "study/plot/charts.hpp"

namespace cellcast::study {
namespace {

struct Chart {
  const char* name;
  Plot (*draw)(const View&);
};

constexpr std::array kOfResults{
    Chart{"fan", fan_plot},
    Chart{"exceedance", exceedance_plot},
    Chart{"histogram", histogram_plot},
    Chart{"panels", panels_plot},
    Chart{"stack", stack_plot},
    Chart{"balance", balance_plot},
    Chart{"tornado", tornado_plot},
    Chart{"difference", difference_plot},
    Chart{"attribution", attribution_plot},
    Chart{"waterfall", waterfall_plot},
    Chart{"convergence", convergence_plot},
};

/// Those that suit a result of which nothing is asked for, where it has what they need.
std::vector<Plot> suitable(const View& whole) {
  const PlotRequest& request = whole.request;
  std::vector<Plot> plots;
  const auto try_to = [&](Plot (*draw)(const View&), const char* variable) {
    PlotRequest its = request;
    if (its.variable.empty()) its.variable = variable;
    const View view(whole, its);
    try {
      Plot plot = draw(view);
      if (std::ranges::none_of(plots, [&](const Plot& other) { return other.name == plot.name; })) plots.push_back(std::move(plot));
    } catch (const PlotError&) {
      // What the result has nothing for is left out: nobody asked for it by name.
    } catch (const output::SelectionError&) {
      if (!request.variable.empty()) throw;
    }
  };
  for (Plot (*draw)(const View&) : {fan_plot, exceedance_plot, histogram_plot, tornado_plot, difference_plot, attribution_plot})
    try_to(draw, "");
  if (request.variable.empty()) {
    try_to(panels_plot, "production");
    try_to(stack_plot, "production");
    try_to(stack_plot, "chemistry_production");
    try_to(balance_plot, "");
  } else if (request.index.empty() && curves_of(whole.labels(), whole.fields(), request.variable).size() > 1) {
    try_to(panels_plot, "");
    try_to(stack_plot, "");
  }
  return plots;
}

}  // namespace

void check_chart_name(const std::string& name) {
  std::vector<std::string> known;
  std::string list;
  for (const char* each : kCharts) {
    known.emplace_back(each);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  if (std::ranges::count(known, name) > 0) return;
  const std::string meant = base::did_you_mean(name, known);
  throw PlotError("no chart " + name + " (there are " + list + ")" + (meant.empty() ? "" : " " + meant));
}

std::vector<Plot> plots_of(const output::StoredResult& stored, const PlotRequest& request) {
  if (!request.chart.empty()) {
    check_chart_name(request.chart);
    const auto found = std::ranges::find_if(kOfResults, [&](const Chart& chart) { return request.chart == chart.name; });
    if (found == kOfResults.end()) throw PlotError("a result of a run has no " + request.chart);
    return {found->draw(View(stored, request))};
  }
  const View view(stored, request);
  std::vector<Plot> plots = suitable(view);
  if (plots.empty()) {
    (void)wanted_curve(view);  // says what is wrong with what was asked for
    throw PlotError("nothing to draw (the result has no output that suits a chart)");
  }
  return plots;
}

}  // namespace cellcast::study
