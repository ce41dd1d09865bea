#include "sim/engine/run/stopping.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/stats/accumulate/summary.hpp"
#include "sim/stats/infer/error_bars.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kStep = 4096;        ///< independent trials to the first look, and the unit of all others
constexpr std::uint64_t kLeastPoints = 128;  ///< of a replicate, at the first look

RelativeError unknown(Unknown why) { return {std::numeric_limits<double>::infinity(), why}; }

RelativeError relative(double reach, double estimate) {
  if (reach == 0) return {};
  return estimate == 0 ? unknown(Unknown::zero) : RelativeError{reach / std::fabs(estimate)};
}

}  // namespace

Stopping::Stopping(const Plan& plan, const Counted& counted)
    : plan_(&plan),
      index_(counted.index(plan.stop->variable, plan.stop->cell)),
      level_(plan.thresholds[static_cast<std::size_t>(plan.stop->variable)].size() + plan.probabilities.size()) {}

std::uint64_t Stopping::next_look(std::uint64_t done) const {
  const std::uint64_t replicates = plan_->design->replicates();
  if (replicates > 1) return std::min(plan_->trials, std::max(2 * done, kLeastPoints * replicates));
  const std::uint64_t steps = done / kStep;
  return std::min(plan_->trials, (steps + std::max<std::uint64_t>(1, steps / 4)) * kStep);
}

bool Stopping::is_reached(double relative_error, double before) const {
  const double target = plan_->stop->relative_error;
  const bool was_near = plan_->design->replicates() == 1 || before <= target * std::numbers::sqrt2;
  return was_near && relative_error <= target;
}

RelativeError Stopping::relative_error(const Accumulator& values) const {
  if (values.is_constant()) return {};  // counted at the end
  if (values.not_finite() > 0 || values.count() < 2) return unknown(Unknown::constant);
  return plan_->stop->quantile ? error_of_quantile(values, *plan_->stop->quantile) : error_of_mean(values);
}

RelativeError Stopping::error_of_quantile(const Accumulator& values, double p) const {
  const double factor = confidence_factor(values.replicates(), values.count());
  const RankBounds bounds = quantile_bounds(values, p, level_, confidence_ranks(p, values.count()), factor);
  if (bounds.high == RankBounds::kNone) return unknown(Unknown::no_upper_bound);
  if (bounds.low == RankBounds::kNone) return unknown(Unknown::no_lower_bound);
  const OrderStatistics order(values);
  return relative((order.value_at(bounds.high) - order.value_at(bounds.low)) / 2, order.value_at(quantile_rank(p, values.count())));
}

RelativeError Stopping::error_of_mean(const Accumulator& values) const {
  if (values.min() == values.max()) return unknown(Unknown::constant);  // what no trial has shown yet may be as large as it likes
  double error = mean_error(values);
  // Replicates that agree to the last bit: a trial in each may as well have had another value, see quantile_bounds.
  if (error == 0) error = std::sqrt(values.replicates() / 6.0) / static_cast<double>(values.count()) * (values.max() - values.min());
  return relative(confidence_factor(values.replicates(), values.count()) * error, values.mean());
}

}  // namespace cellcast::sim
