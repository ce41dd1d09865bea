#include "study/plot/plot.hpp"

#include <algorithm>
#include <iterator>

#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "sim/score/card.hpp"
#include "study/plot/answer_charts.hpp"
#include "study/score/actuals.hpp"

namespace cellcast {
namespace {

/// What the result's file has, or would have.
output::StoredResult stored_of(const Result& result, output::Samples samples) {
  const Access::ResultState& state = Access::state(result);
  if (state.finished) {
    const study::Finished& finished = *state.finished;
    return output::as_stored(finished.scenario, finished.provenance, finished.results, samples);
  }
  state.require_same_file();
  return output::read_result(state.path, samples);
}

Picture picture_of(study::Plot plot) { return {std::move(plot.name), std::move(plot.title), std::move(plot.svg), std::move(plot.csv)}; }

study::PlotRequest titled(const std::string& title) {
  study::PlotRequest request;
  request.title = title;
  return request;
}

/// What a mean over several vintages takes of a score.
sim::ScoredActual scored_of(const Score& score) {
  sim::ScoredActual actual;
  actual.counts = score.counts;
  actual.scores.logarithm = score.is_logarithm;
  actual.scores.pit = score.pit;
  actual.scores.inside_50 = score.inside_50;
  actual.scores.inside_90 = score.inside_90;
  actual.scores.crps = score.crps;
  actual.published_crps = score.published_crps;
  actual.naive_crps = score.naive_crps;
  return actual;
}

study::ScoredVintage row_of(const std::string& name, const sim::Summary& all) {
  study::ScoredVintage row;
  row.name = name;
  row.count = static_cast<double>(all.count);
  std::ranges::copy(all.pit, row.places.begin());
  row.coverage_50 = {all.count == 0 ? 0 : all.coverage_50.share(), all.coverage_50.low, all.coverage_50.high};
  row.coverage_90 = {all.count == 0 ? 0 : all.coverage_90.share(), all.coverage_90.low, all.coverage_90.high};
  row.crps = all.crps;
  if (all.published.count > 0) row.published_crps = all.published.mean_crps;
  if (all.naive.count > 0) row.naive_crps = all.naive.mean_crps;
  return row;
}

}  // namespace

std::vector<Picture> plot(const Result& result, const Drawing& drawing) {
  return translated([&] {
    study::PlotRequest request{drawing.chart, drawing.variable, drawing.index, drawing.year, drawing.title, drawing.target};
    if (!drawing.actuals.empty()) request.actuals = study::ActualsTable(drawing.actuals).file().rows;
    const auto lock = lock_hdf5();
    std::optional<output::StoredResult> beside;
    if (drawing.beside) {
      beside = stored_of(*drawing.beside, output::Samples::skip);
      request.beside = &*beside;
      request.beside_name = drawing.beside->name();
    }
    const Access::ResultState& state = Access::state(result);
    std::vector<study::Plot> plots;
    if (state.finished) {
      const auto samples = drawing.chart == "convergence" ? output::Samples::read : output::Samples::skip;
      plots = study::plots_of(stored_of(result, samples), request);
    } else {
      state.require_same_file();
      plots = study::plots_of_file(state.path, request);
    }
    std::vector<Picture> pictures;
    std::ranges::transform(std::move(plots), std::back_inserter(pictures), picture_of);
    return pictures;
  });
}

Picture plot(const Discovery& discovery, const std::string& title) {
  return translated([&] {
    study::FoundBoxes found{discovery.asked.name, discovery.condition, discovery.probability.value, {}};
    for (const Box& box : discovery.boxes) {
      study::FoundBox& to = found.boxes.emplace_back(study::FoundBox{box.density.value, box.coverage.value, box.mass.value, {}});
      for (const Limit& limit : box.limits) to.limits.push_back({limit.input, limit.unit, limit.value, limit.percentile, limit.is_upper});
    }
    return picture_of(study::boxes_plot(found, titled(title)));
  });
}

Picture plot(std::span<const Vintage> vintages, const std::string& title) {
  return translated([&] {
    std::vector<sim::ScoredActual> all;
    std::vector<study::ScoredVintage> rows;
    const auto summary = [](std::span<const sim::ScoredActual> actuals) {
      std::vector<const sim::ScoredActual*> places;
      for (const sim::ScoredActual& each : actuals) places.push_back(&each);
      return sim::summarize(places);
    };
    for (const Vintage& vintage : vintages) {
      const std::size_t before = all.size();
      std::ranges::transform(vintage.scores, std::back_inserter(all), scored_of);
      rows.push_back(row_of(vintage.asked.name + (vintage.observed_until > 0 ? ", updated" : ""), summary(std::span(all).subspan(before))));
    }
    if (rows.size() != 1) rows.push_back(row_of("All", summary(all)));
    return picture_of(study::scorecard_plot(rows, titled(title)));
  });
}

}  // namespace cellcast
