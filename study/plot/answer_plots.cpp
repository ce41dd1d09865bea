#include "study/plot/answer_plots.hpp"

#include <algorithm>
#include <cmath>

#include "base/json_reader.hpp"
#include "chart/charts/boxes.hpp"
#include "chart/charts/scorecard.hpp"
#include "study/plot/csv_rows.hpp"
#include "study/plot/names.hpp"

namespace cellcast::study {
namespace {

using base::JsonValue;

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) { throw base::Error(base::Error::Kind::data, path + ": " + why); }

double number(const JsonValue& value, double otherwise = 0) {
  const double found = value.number_or_nan();
  return std::isfinite(found) ? found : otherwise;
}

chart::CardRow card_row(const std::string& name, const JsonValue& summary) {
  const double nan = std::nan("");
  chart::CardRow row;
  row.name = name;
  row.count = std::clamp(number(summary["n"]), 0.0, 1e9);
  const std::vector<JsonValue>& places = summary["pit"].items;
  for (std::size_t k = 0; k < std::min(places.size(), row.places.size()); ++k) row.places[k] = std::clamp(number(places[k]), 0.0, 1e9);
  const auto coverage = [&](const char* which, double& inside, double& low, double& high) {
    const JsonValue& of = summary[which];
    inside = number(of["share"]);
    low = number(of["low"]);
    high = number(of["high"], 1);
  };
  coverage("coverage_50", row.inside_50, row.low_50, row.high_50);
  coverage("coverage_90", row.inside_90, row.low_90, row.high_90);
  row.crps = number(summary["crps"], nan);
  row.published = number(summary["published"]["crps"], nan);
  row.naive = number(summary["naive"]["crps"], nan);
  const auto none_where_none = [&](const char* which, double& value) {
    if (number(summary[which]["n"]) == 0) value = nan;
  };
  none_where_none("published", row.published);
  none_where_none("naive", row.naive);
  return row;
}

Plot scorecard_of(const JsonValue& answer, const PlotRequest& request) {
  chart::ScorecardChart chart;
  for (const JsonValue& vintage : answer["vintages"].items) {
    const bool is_updated = vintage["updated"].kind == JsonValue::Kind::object;
    chart.rows.push_back(card_row(vintage["name"].text + (is_updated ? ", updated" : ""), vintage["all"]));
  }
  if (chart.rows.size() != 1) chart.rows.push_back(card_row("All", answer["all"]));
  const chart::CardRow& last = chart.rows.back();
  CsvRows rows{"vintage", "figures", "inside_50", "inside_90", "crps", "published_crps", "naive_crps"};
  for (const chart::CardRow& row : chart.rows)
    rows.add(row.name).add(row.count).add(row.inside_50).add(row.inside_90).add(row.crps).add(row.published).add(row.naive).end();
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

Plot boxes_of(const JsonValue& answer, const PlotRequest& request) {
  const Names names;
  chart::BoxesChart chart;
  CsvRows rows{"box", "input", "side", "value", "percentile"};
  for (const JsonValue& found : answer["boxes"].items) {
    chart::Box box;
    const auto share = [&](const char* name) { return chart::percent(std::clamp(number(found[name]["estimate"]), 0.0, 1.0)); };
    box.words = share("density") + " of its trials are cases; " + share("coverage") + " of all cases are inside; it holds " +
                share("mass") + " of the trials";
    for (const JsonValue& limit : found["limits"].items) {
      const bool is_upper = limit["side"].text == "upper";
      box.limits.push_back(
          {names.input(limit["input"].text), limit["unit"].text, number(limit["value"]), number(limit["percentile"]), is_upper});
      rows.add(static_cast<int>(chart.boxes.size() + 1))
          .add(limit["input"].text)
          .add(limit["side"].text)
          .add(number(limit["value"]))
          .add(number(limit["percentile"]))
          .end();
    }
    chart.boxes.push_back(std::move(box));
  }
  const std::string condition = answer["condition"].text,
                    chance = chart::percent(std::clamp(number(answer["probability"]["estimate"]), 0.0, 1.0));
  std::string title = condition + " holds in " + chance + " of the trials";
  if (!chart.boxes.empty())
    title += ", and in " + chart::percent(std::clamp(number(answer["boxes"].items.front()["density"]["estimate"]), 0.0, 1.0)) +
             " of those in the first box";
  chart.words = {request.title.empty() ? title : request.title,
                 "In which futures it is the case: limits on the inputs",
                 title + ".",
                 answer["name"].text,
                 "boxes",
                 request.is_embedded};
  return {"boxes", chart.words.title, chart::boxes(chart), rows.text()};
}

}  // namespace

std::vector<Plot> plots_of_answer(const std::string& path, const std::string& text, const PlotRequest& request) {
  JsonValue answer;
  try {
    answer = base::read_json(text);
  } catch (const base::Error& error) {
    refuse_file(path, error.what());
  }
  const std::string& schema = answer["schema"].text;
  const bool is_score = schema == "cellcast-score-1", is_discovery = schema == "cellcast-discover-1";
  if (!is_score && !is_discovery)
    refuse_file(path, "no answer that has a chart (its schema is " + (schema.empty() ? "not given" : schema) + ") scores and boxes have charts");
  const std::string suits = is_score ? "scorecard" : "boxes";
  if (!request.chart.empty() && request.chart != suits)
    throw PlotError(path + ": has no " + request.chart + " (it has a chart of " + suits + ")");
  return {is_score ? scorecard_of(answer, request) : boxes_of(answer, request)};
}

}  // namespace cellcast::study
