#include "study/score/score.hpp"

#include <iterator>

#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "sim/score/card.hpp"

namespace cellcast {
namespace {

std::optional<Naive> naive_of(const std::optional<sim::NaiveForecast>& naive) {
  return naive ? std::optional(Naive{naive->mean, naive->sd, naive->growths}) : std::nullopt;
}

Score score_of(const sim::ScoredActual& actual) {
  const sim::Scores& scores = actual.scores;
  return {.variable = actual.variable,
          .index = actual.index,
          .unit = actual.unit,
          .year = actual.year,
          .horizon = actual.horizon,
          .value = actual.value,
          .factor = actual.factor,
          .sd = actual.sd,
          .is_relative = actual.relative,
          .published = actual.published,
          .source = actual.source,
          .line = actual.line,
          .counts = actual.counts,
          .is_logarithm = scores.logarithm,
          .error = scores.error,
          .quantiles = scores.quantiles,
          .pit = scores.pit,
          .inside_50 = scores.inside_50,
          .inside_90 = scores.inside_90,
          .crps = scores.crps,
          .interval_50 = scores.interval_50,
          .interval_90 = scores.interval_90,
          .miss = scores.miss,
          .log_score = scores.log_score,
          .claims = actual.claims,
          .published_crps = actual.published_crps,
          .naive = naive_of(actual.naive),
          .naive_crps = actual.naive_crps};
}

Reference reference_of(const sim::Reference& reference) { return {reference.count, reference.mean_crps, reference.skill}; }
Estimate coverage_of(const sim::Coverage& coverage) { return {coverage.of == 0 ? 0 : coverage.share(), coverage.low, coverage.high}; }

ScoreSummary summary_of(const sim::Summary& summary) {
  return {.count = summary.count,
          .crps = summary.crps,
          .interval_50 = summary.interval_50,
          .interval_90 = summary.interval_90,
          .pit = summary.mean_pit,
          .miss = summary.median_miss,
          .log_scores = summary.log_scores,
          .log_score = summary.log_score,
          .published = reference_of(summary.published),
          .naive = reference_of(summary.naive),
          .coverage_50 = coverage_of(summary.coverage_50),
          .coverage_90 = coverage_of(summary.coverage_90),
          .places = summary.pit};
}

Vintage vintage_of(const sim::Vintage& found) {
  const sim::Card card = sim::card({&found});
  Vintage vintage{.asked = {found.name, found.title, found.method, found.seed, found.trials},
                  .file = found.file,
                  .actuals = found.actuals,
                  .base_year = found.base_year,
                  .end_year = found.end_year,
                  .effective_trials = found.effective_trials,
                  .observed_until = found.observed_until,
                  .observations = found.observations,
                  .exact = found.exact,
                  .unknown = found.left_out.unknown,
                  .other_years = found.left_out.outside,
                  .observed = found.left_out.observed,
                  .scores = {},
                  .all = summary_of(card.all),
                  .by_horizon = {},
                  .by_variable = {}};
  for (const sim::ScoredActual& actual : found.scored) vintage.scores.push_back(score_of(actual));
  for (const auto& [horizon, summary] : card.horizons) vintage.by_horizon.emplace_back(horizon, summary_of(summary));
  for (const auto& [variable, summary] : card.variables) vintage.by_variable.emplace_back(variable, summary_of(summary));
  return vintage;
}

}  // namespace

std::vector<Vintage> score(const Scoring& wanted, const RunOptions& options) {
  return translated([&] {
    const study::Machine machine = machine_of(options);
    const Following following(options.watch);
    const study::Scoring scoring{wanted.subjects,   wanted.actuals, overrides_of(wanted.changes),
                                 wanted.is_updated, wanted.until,   wanted.observed};
    const auto lock = lock_hdf5();  // results among the subjects are read
    std::vector<Vintage> vintages;
    for (const sim::Vintage& each : study::score(scoring, machine, following.watch())) vintages.push_back(vintage_of(each));
    return vintages;
  });
}

}  // namespace cellcast
