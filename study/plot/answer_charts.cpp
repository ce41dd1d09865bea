#include "study/plot/answer_charts.hpp"

#include "chart/charts/scorecard.hpp"
#include "study/plot/csv_rows.hpp"
#include "study/plot/names.hpp"

namespace cellcast::study {
namespace {

chart::CardRow card_row(const ScoredVintage& from) {
  const auto& [share_50, low_50, high_50] = from.coverage_50;
  const auto& [share_90, low_90, high_90] = from.coverage_90;
  return {from.name, from.count, from.places,         share_50,       low_50, high_50, share_90, low_90,
          high_90,   from.crps,  from.published_crps, from.naive_crps};
}

}  // namespace

Plot scorecard_plot(const std::vector<ScoredVintage>& vintages, const PlotRequest& request) {
  chart::ScorecardChart chart;
  CsvRows rows{"vintage", "figures", "inside_50", "inside_90", "crps", "published_crps", "naive_crps"};
  for (const ScoredVintage& vintage : vintages) {
    const chart::CardRow row = chart.rows.emplace_back(card_row(vintage));
    rows.add(row.name).add(row.count).add(row.inside_50).add(row.inside_90).add(row.crps).add(row.published).add(row.naive).end();
  }
  const chart::CardRow& last = chart.rows.back();
  const std::string title = last.count == 0 ? "No figure was scored"
                                            : "Of " + chart::grouped(std::to_string(static_cast<long>(last.count))) + " figures " +
                                                  chart::percent(last.inside_90) + " lie within the 90 % intervals, and " +
                                                  chart::percent(last.inside_50) + " within the 50 %";
  chart.words = {
      request.title.empty() ? title : request.title,
      "Forecasts held to what happened",
      title + ".",
      "Dashed: as many as in honest forecasts. Lines: 95 % intervals of coverage. CRPS of logarithms, over the figures that both have.",
      "scorecard",
      request.is_embedded};
  return {"scorecard", chart.words.title, chart::scorecard(chart), rows.text()};
}

Plot boxes_plot(const FoundBoxes& found, const PlotRequest& request) {
  const Names names;
  chart::BoxesChart chart;
  CsvRows rows{"box", "input", "side", "value", "percentile"};
  for (const FoundBox& box : found.boxes) {
    chart::Box& drawn = chart.boxes.emplace_back();
    drawn.words = chart::percent(box.density) + " of its trials are cases; " + chart::percent(box.coverage) +
                  " of all cases are inside; it holds " + chart::percent(box.mass) + " of the trials";
    for (chart::BoxLimit limit : box.limits) {
      rows.add(static_cast<int>(chart.boxes.size())).add(limit.input).add(limit.is_upper ? "upper" : "lower");
      rows.add(limit.value).add(limit.percentile).end();
      limit.input = names.input(limit.input);
      drawn.limits.push_back(std::move(limit));
    }
  }
  std::string title = found.condition + " holds in " + chart::percent(found.probability) + " of the trials";
  if (!found.boxes.empty()) title += ", and in " + chart::percent(found.boxes.front().density) + " of those in the first box";
  chart.words = {request.title.empty() ? title : request.title,
                 "In which futures it is the case: limits on the inputs",
                 title + ".",
                 found.name,
                 "boxes",
                 request.is_embedded};
  return {"boxes", chart.words.title, chart::boxes(chart), rows.text()};
}

}  // namespace cellcast::study
