#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "output/result/shape_derived.hpp"
#include "output/result/shape_words.hpp"
#include "output/result/statistics.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

inline bool any_field(const sim::Field&) { return true; }
inline bool has_thresholds(const sim::Field& field) { return !field.thresholds.empty(); }

inline const Description& quantile_axis() {
  static const Description kAxis{"quantile", "1", "probability of the quantile"};
  return kAxis;
}

/// The copies of the model's axes that the fields of a group need; readers of netCDF-4 do not look into other groups.
template <class Visitor, class Labels, class Fields>
void visit_model(Visitor& visit, Labels& labels, Fields& fields, bool (*is_held)(const sim::Field&)) {
  const auto has = [&](sim::Axis axis) {
    return visit.has(std::string(sim::name(axis)), std::ranges::any_of(fields, [&](const sim::Field& field) {
                       return is_held(field) && std::ranges::count(variable_of(labels, field.id).axes, axis) > 0;
                     }));
  };
  const auto add = [&](sim::Axis axis, auto& values, const char* long_name, const char* units = "1") {
    if (has(axis)) visit.coordinate({std::string(sim::name(axis)), units, long_name}, values);
  };
  add(sim::Axis::segment, labels.segments, "segment of the battery market");
  add(sim::Axis::market, labels.markets, "destination of the batteries");
  add(sim::Axis::chemistry, labels.chemistries, "cell chemistry");
  add(sim::Axis::material, labels.materials, "battery material");
  add(sim::Axis::driver, labels.drivers, "driver of demand, segment.driver");
  add(sim::Axis::submarket, labels.submarkets, "part of a segment's demand, segment.submarket");
  add(sim::Axis::split, labels.splits, "class of home production, split.class");
  add(sim::Axis::producer, labels.producers, "group of firms");
  add(sim::Axis::rank, labels.ranks, "number of largest firms");
  add(sim::Axis::year, labels.years, "calendar year", "year");
  if (has(sim::Axis::driver)) visit.along({"driver_unit", "1", "unit of driver_level"}, "driver", labels.driver_units);
  visit.fields(labels, fields);
}

template <class Visitor, class Labels, class Fields>
void visit_exceedance(Visitor& visit, Labels& labels, Fields& fields) {
  if (!visit.has("exceedance", std::ranges::any_of(fields, has_thresholds))) return;
  visit.group("exceedance", "probability that a variable exceeds a threshold, P(X > threshold)", [&] {
    visit_model(visit, labels, fields, has_thresholds);
    for (auto& field : fields) {
      const sim::Variable& variable = variable_of(labels, field.id);
      const std::string threshold = "threshold_" + std::string(variable.name);
      if (!visit.has(threshold, has_thresholds(field))) continue;
      visit.coordinate({threshold, std::string(variable.unit), "threshold: " + std::string(variable.long_name)}, field.thresholds);
      visit.cells({"", "1", "probability that it exceeds the threshold"}, threshold, labels, field, field.exceedance);
    }
  });
}

template <class Visitor, class Labels, class Fields>
void visit_histogram(Visitor& visit, Labels& labels, Fields& fields) {
  static constexpr std::size_t kEdges = sim::kHistogramBins + 1;
  visit.group("histogram", "numbers of trials between bin edges", [&] {
    visit_model(visit, labels, fields, any_field);
    visit.counting({"bin", "1", "index of the bin, which lies between the edges bin and bin + 1"}, sim::kHistogramBins);
    visit.counting({"edge", "1", "index of the edge"}, kEdges);
    for (auto& field : fields) {
      visit.cells({"", "1", "trials in the bin"}, "bin", labels, field, field.histogram);
      visit.cells({"_edges", "", "edges of the bins"}, "edge", labels, field, field.histogram_edges);
    }
  });
}

/// Whether the file, or the results in memory, has a statistic: all have those that came with the first version of the format.
template <class Visitor>
bool has_statistic(const Visitor& visit, const std::vector<sim::Field>& fields, const Statistic& statistic) {
  return statistic.since == 0 || visit.has(statistic.name, !fields.empty() && !(fields.front().*statistic.values).empty());
}

template <class Visitor, class Labels, class Fields>
void visit_cell_statistics(Visitor& visit, Labels& labels, Fields& fields, std::span<const Statistic> statistics) {
  for (const Statistic& statistic : statistics) {
    if (!has_statistic(visit, fields, statistic)) continue;
    visit.group(statistic.name, statistic.meaning, [&] {
      visit_model(visit, labels, fields, any_field);
      for (auto& field : fields) visit.cells({}, "", labels, field, field.*statistic.values);
    });
  }
}

/// The groups of statistics: mean to histogram. What results_sha256 is of are the values of their cells, in this order.
template <class Visitor, class Labels, class Fields, class Probabilities>
void visit_statistics(Visitor& visit, Labels& labels, Fields& fields, Probabilities& probabilities) {
  if (!visit.has("mean", !fields.empty())) return;
  visit_cell_statistics(visit, labels, fields, sim::kCellStatistics);
  if (visit.has("quantiles", !fields.empty() && !fields.front().quantiles.empty())) {
    for (const Statistic& statistic : sim::kQuantileStatistics) {
      if (!has_statistic(visit, fields, statistic)) continue;
      visit.group(statistic.name, statistic.meaning, [&] {
        visit_model(visit, labels, fields, any_field);
        visit.coordinate(quantile_axis(), probabilities);
        for (auto& field : fields) visit.cells({"", "", "", statistic.has_missing}, "quantile", labels, field, field.*statistic.values);
      });
    }
  }
  visit_exceedance(visit, labels, fields);
  visit_histogram(visit, labels, fields);
}

/// Each field's samples, over `trial`, which the group has already.
template <class Visitor, class Labels, class Fields>
void visit_sampled_fields(Visitor& visit, Labels& labels, Fields& fields) {
  for (auto& field : fields) visit.cells({}, "trial", labels, field, field.samples);
}

}  // namespace cellcast::output
