#include "study/plot/answer_plots.hpp"

#include <algorithm>
#include <cmath>

#include "base/json_reader.hpp"
#include "study/plot/answer_charts.hpp"

namespace cellcast::study {
namespace {

using base::JsonValue;

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) { throw base::Error(base::Error::Kind::data, path + ": " + why); }

double number(const JsonValue& value, double otherwise = 0) {
  const double found = value.number_or_nan();
  return std::isfinite(found) ? found : otherwise;
}

double share(const JsonValue& value) { return std::clamp(number(value), 0.0, 1.0); }

ScoredVintage vintage_of(const std::string& name, const JsonValue& summary) {
  const auto coverage = [&](const char* which) {
    const JsonValue& of = summary[which];
    return ScoredVintage::Coverage{number(of["share"]), number(of["low"]), number(of["high"], 1)};
  };
  ScoredVintage row;
  row.name = name;
  row.count = std::clamp(number(summary["n"]), 0.0, 1e9);
  const std::vector<JsonValue>& places = summary["pit"].items;
  for (std::size_t k = 0; k < std::min(places.size(), row.places.size()); ++k) row.places[k] = std::clamp(number(places[k]), 0.0, 1e9);
  row.coverage_50 = coverage("coverage_50");
  row.coverage_90 = coverage("coverage_90");
  row.crps = number(summary["crps"], row.crps);
  if (number(summary["published"]["n"]) != 0) row.published_crps = number(summary["published"]["crps"], row.published_crps);
  if (number(summary["naive"]["n"]) != 0) row.naive_crps = number(summary["naive"]["crps"], row.naive_crps);
  return row;
}

std::vector<ScoredVintage> vintages_of(const JsonValue& answer) {
  std::vector<ScoredVintage> rows;
  for (const JsonValue& vintage : answer["vintages"].items) {
    const bool is_updated = vintage["updated"].kind == JsonValue::Kind::object;
    rows.push_back(vintage_of(vintage["name"].text + (is_updated ? ", updated" : ""), vintage["all"]));
  }
  if (rows.size() != 1) rows.push_back(vintage_of("All", answer["all"]));
  return rows;
}

FoundBoxes boxes_of(const JsonValue& answer) {
  FoundBoxes found{answer["name"].text, answer["condition"].text, share(answer["probability"]["estimate"]), {}};
  for (const JsonValue& box : answer["boxes"].items) {
    const auto part = [&](const char* name) { return share(box[name]["estimate"]); };
    FoundBox& to = found.boxes.emplace_back(FoundBox{part("density"), part("coverage"), part("mass"), {}});
    for (const JsonValue& limit : box["limits"].items)
      to.limits.push_back(
          {limit["input"].text, limit["unit"].text, number(limit["value"]), number(limit["percentile"]), limit["side"].text == "upper"});
  }
  return found;
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
  return {is_score ? scorecard_plot(vintages_of(answer), request) : boxes_plot(boxes_of(answer), request)};
}

}  // namespace cellcast::study
