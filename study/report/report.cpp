#include "study/report/report.hpp"

#include <algorithm>

#include "output/report/selection.hpp"
#include "study/plot/charts.hpp"
#include "study/report/sections.hpp"
#include "study/report/since.hpp"

namespace cellcast::study {
namespace {

/// Charts of a section, where the result has what they need.
class Charts {
 public:
  Charts(Page& page, const View& view) : page_(page), view_(view) {}

  void begin(const char* id, const char* heading) {
    id_ = id;
    heading_ = heading;
  }
  /// Whether it could be drawn. The section begins with its first chart.
  bool add(Plot (*draw)(const View&), const std::string& variable = "", const std::string& index = "") {
    PlotRequest request = view_.request;
    if (!variable.empty()) request.variable = variable;
    request.index = index;
    if (!variable.empty() && curves_of(view_.labels(), view_.fields(), variable).empty()) return false;
    try {
      const Plot plot = draw(View(view_, request));
      if (!id_.empty()) page_.section(std::exchange(id_, ""), heading_);
      page_.figure(plot);
      return true;
    } catch (const PlotError&) {
      return false;  // the result has nothing for it
    }
  }

 private:
  Page& page_;
  const View& view_;
  std::string id_, heading_;
};

void add_suppliers(Charts& charts, const View& view) {
  charts.begin("suppliers", "Who supplies");
  charts.add(fan_plot, "home_share_of_supply");
  const std::vector<Curve> makers = curves_of(view.labels(), view.fields(), "producer_supply");
  std::vector<std::string> segments;
  for (const Curve& curve : makers) {
    const std::string segment = curve.index.substr(curve.index.rfind('.') + 1);
    if (std::ranges::count(segments, segment) == 0) segments.push_back(segment);
  }
  for (const std::string& segment : segments) charts.add(stack_plot, "producer_supply", segment);
  charts.add(panels_plot, "home_concentration");
}

}  // namespace

std::string report_of(const output::StoredResult& stored, const ReportRequest& asked) {
  PlotRequest request;
  request.variable = asked.variable;
  request.is_embedded = true;
  request.actuals = asked.actuals;
  const View view(stored, request);
  const std::string name = attribute_of(stored, "name"), title = attribute_of(stored, "title");
  Page page(title.empty() ? name : title,
            name + ", " + chart::grouped(std::to_string(stored.results.trials)) + " trials, made by cellcast " + stored.program_version);

  add_answer(page, view);
  add_headline(page, view);
  Charts charts(page, view);
  charts.begin("path", "The path");
  charts.add(fan_plot);
  charts.begin("chance", "The chance of at least so much");
  charts.add(exceedance_plot);
  charts.add(histogram_plot);
  charts.begin("segments", "Segments");
  charts.add(stack_plot, "production");
  charts.add(panels_plot, "production");
  charts.add(balance_plot);
  add_suppliers(charts, view);
  charts.begin("drivers", "What drives it");
  charts.add(tornado_plot);
  charts.begin("base", "What moved against the base");
  charts.add(difference_plot);
  charts.add(attribution_plot);
  if (asked.earlier != nullptr) add_since(page, view, *asked.earlier, asked.earlier_name);
  add_update(page, view);
  add_claims(page, view);
  add_judgements(page, view);
  add_method(page, view, asked.command);
  return page.done();
}

}  // namespace cellcast::study
