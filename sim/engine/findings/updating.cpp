#include "sim/engine/findings/updating.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "sim/engine/findings/summarize_fields.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/math/elementary.hpp"
#include "sim/stats/accumulate/summary.hpp"

namespace cellcast::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kScaleTrials = 8192;  ///< leading trials that the unit of weights is read off
constexpr double kTotal = 0x1p26;           ///< what the weights are to add up to: far below 2^32, which bins can count
constexpr double kMostUnit = 0x1p20;        ///< of the trial that agrees best, where few trials would do
constexpr double kMostWeight = 0x1p30;

/// How far a value is from what was observed, in standard deviations; infinite where its logarithm is asked for and it has none.
double distance(const Evidence& evidence, double value) {
  if (!evidence.relative) return (value - evidence.value) / evidence.sd;
  return value > 0 ? (math::log(value) - math::log(evidence.value)) / evidence.sd : kInfinity;
}

CellName cell_of(const Plan& plan, const Evidence& evidence) { return cell_names(plan.labels, plan.labels.variable(evidence.variable))[evidence.cell]; }

/// The share of trials below the observed value.
double place(const Accumulator& values, double observed) {
  return static_cast<double>(OrderStatistics(values).count_below(observed)) / static_cast<double>(values.count());
}

std::string too_few(const Plan& plan, const Counted& counted, const Tally& all, double effective, std::uint64_t trials) {
  const auto has_no_logarithm = [&](const Evidence& evidence) {
    return evidence.relative && all[counted.index(evidence.variable, evidence.cell)].max() <= 0;
  };
  char number[400];
  std::snprintf(number, sizeof number, "the observations leave %.3g effective trials of %llu, and at least %.0f are needed (", effective,
                static_cast<unsigned long long>(trials), kLeastEffective);
  std::string text = number;
  for (std::size_t k = 0; k < std::min<std::size_t>(plan.evidence.size(), 4); ++k) {
    const Evidence& evidence = plan.evidence[k];
    const Accumulator& values = all[counted.index(evidence.variable, evidence.cell)];
    std::snprintf(number, sizeof number, "%s%s was observed as %.6g and is %.6g +- %.3g here, below it %.3g %% of the trials",
                  k > 0 ? "; " : "", cell_text(plan.labels.variable(evidence.variable).name, cell_of(plan, evidence)).c_str(), evidence.value,
                  values.mean(), values.sd(), 100 * (1 - place(values, evidence.value)));
    text += number;
  }
  if (plan.evidence.size() > 4) text += "; ...";
  if (const auto none = std::ranges::find_if(plan.evidence, has_no_logarithm); none != plan.evidence.end())
    return text + ") " + cell_text(plan.labels.variable(none->variable).name, cell_of(plan, *none)) +
           " is above 0 in no trial and has no logarithm: remove `relative`";
  if (effective > 5 || static_cast<double>(trials) < kLeastEffective) {
    const double wanted = 1.2 * kLeastEffective / std::max(effective, 1.0) * static_cast<double>(trials);
    std::snprintf(number, sizeof number,
                  ") run at least %.0f trials, widen `sd`, or widen the distributions that drive the observed outputs",
                  1000 * std::ceil(wanted / 1000));
    return text + number;
  }
  return text + ") widen `sd`, or the distributions that drive the observed outputs: the scenario hardly ever comes near";
}

/// How far the nearest trial is from what was observed, in standard deviations.
double distance_of_nearest(const Evidence& evidence, const Accumulator& values) {
  return std::abs(distance(evidence, std::clamp(evidence.value, values.min(), values.max())));
}

std::string too_far(const Plan& plan, const Evidence& evidence, const Accumulator& values) {
  char number[300];
  std::snprintf(number, sizeof number,
                " was observed as %.6g and is from %.6g to %.6g here: the nearest trial is %.3g times `sd` away, and %.0f are the most "
                "(a mistake in `value` or its unit?) widen `sd`, or the distributions that drive it",
                evidence.value, values.min(), values.max(), distance_of_nearest(evidence, values), kMostDistance);
  return cell_text(plan.labels.variable(evidence.variable).name, cell_of(plan, evidence)) + number;
}

ObservationSummary summarize_observation(const Plan& plan, const Counted& counted, const Evidence& evidence, const Tally& weighted,
                                         const Tally& all) {
  const std::size_t k = counted.index(evidence.variable, evidence.cell);
  const CellName name = cell_of(plan, evidence);
  return {std::string(plan.labels.variable(evidence.variable).name),
          name.index,
          name.year,
          evidence.relative,
          evidence.value,
          evidence.sd,
          all[k].mean(),
          all[k].sd(),
          place(all[k], evidence.value),
          weighted[k].mean(),
          weighted[k].sd()};
}

UpdatedInput summarize_input(const InputSummary& prior, const Accumulator& values, const Ranks& ranks) {
  const double mean = values.mean();
  return {prior.name, mean, values.sd(), prior.sd > 0 ? (mean - prior.mean) / prior.sd : 0, quantiles(values, ranks)};
}

}  // namespace

Weighting::Weighting(const Plan& plan, const Counted& counted, Isa isa) : plan_(&plan) {
  for (const Evidence& evidence : plan.evidence) numbers_.push_back(counted.index(evidence.variable, evidence.cell));
  const auto trials = static_cast<std::size_t>(std::min<std::uint64_t>(plan.trials, kScaleTrials));
  Chunk pilot(plan, kernel(isa));
  Rows rows = counted.rows(pilot);
  std::vector<double> logarithms;
  for (std::size_t first = 0; first < trials; first += kChunk) {
    rows.count = std::min(kChunk, trials - first);
    pilot.compute(first, rows.count);
    for (std::size_t i = 0; i < rows.count; ++i) logarithms.push_back(log_likelihood(rows, i));
  }
  reference_ = *std::ranges::max_element(logarithms);
  if (reference_ == -kInfinity) reference_ = 0;
  double sum = 0;
  for (const double each : logarithms) sum += math::exp(each - reference_);
  const double share = std::max(sum, 1.0) / static_cast<double>(trials);
  unit_ = std::min(kMostUnit, kTotal / (share * static_cast<double>(plan.trials)));
}

double Weighting::log_likelihood(const Rows& rows, std::size_t i) const {
  double sum = 0;
  for (std::size_t k = 0; k < numbers_.size(); ++k) {
    const double z = distance(plan_->evidence[k], rows.values[numbers_[k]][i]);
    sum -= z * z / 2;
  }
  return std::isnan(sum) ? -kInfinity : sum;
}

void Weighting::weigh(const Rows& rows, std::vector<std::uint32_t>& weights) const {
  weights.resize(rows.count);
  std::vector<double> draws(rows.count);
  uniforms(plan_->rounding, rows.first, draws);
  for (std::size_t i = 0; i < rows.count; ++i) {
    const double weight = unit_ * math::exp(std::min(log_likelihood(rows, i) - reference_, 30.0));
    weights[i] = static_cast<std::uint32_t>(std::min(weight, kMostWeight) + draws[i]);
  }
}

void WeightSums::add(std::span<const std::uint32_t> some) {
  for (const Uint128 weight : some) {
    weights += weight;
    squares += weight * weight;
  }
}

void WeightSums::merge(const WeightSums& other) {
  weights += other.weights;
  squares += other.squares;
}

void WeightSums::save(PackedWriter& to) const {
  to.number(weights);
  to.number(squares);
}

void WeightSums::merge(PackedReader& saved) {
  weights += saved.wide();
  squares += saved.wide();
}

double WeightSums::effective() const {
  const auto sum = static_cast<double>(weights);
  return squares == 0 ? 0 : sum * sum / static_cast<double>(squares);
}

void require_effective(const Plan& plan, const Counted& counted, const WeightSums& sums, const Tally& all, std::uint64_t trials) {
  const double effective = sums.effective();
  // Far more than they were to add up to: a few trials that the leading ones did not foresee weigh most of it.
  const bool is_overflow = sums.weights >= Uint128{1} << 32;
  if (std::round(effective) < kLeastEffective || is_overflow)
    throw TooFewEffective(too_few(plan, counted, all, is_overflow ? 0 : effective, trials));
  for (const Evidence& evidence : plan.evidence) {
    const Accumulator& values = all[counted.index(evidence.variable, evidence.cell)];
    if (distance_of_nearest(evidence, values) > kMostDistance) throw TooFewEffective(too_far(plan, evidence, values));
  }
}

Update summarize_update(const Plan& plan, const Counted& counted, const Tally& weighted, const WeightSums& sums, const Tally& all,
                        const Results& prior) {
  require_effective(plan, counted, sums, all, prior.trials);
  const double effective = sums.effective();
  Update update;
  update.effective_trials = effective;
  update.labels = plan.labels;
  const Ranks ranks(plan.probabilities, static_cast<std::uint64_t>(sums.weights), static_cast<std::uint64_t>(effective));
  update.fields = summarize_fields(counted.frame, weighted, counted.inputs, ranks, Samples(counted.size(), 0), 0);
  update.inputs.resize(counted.inputs);
  parallel_for(counted.inputs, [&](std::uint64_t k) { update.inputs[k] = summarize_input(prior.inputs[k], weighted[k], ranks); });
  for (const Evidence& evidence : plan.evidence)
    update.observations.push_back(summarize_observation(plan, counted, evidence, weighted, all));
  return update;
}

}  // namespace cellcast::sim
