#include "sim/engine/stopping.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/stats/error_bars.hpp"
#include "sim/stats/summary.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kStep = 4096;        ///< independent trials to the first look, and the unit of all others
constexpr std::uint64_t kLeastPoints = 128;  ///< of a replicate, at the first look

double half_width(const OrderStatistics& order, const RankBounds& bounds) {
  return (order.value_at(bounds.high) - order.value_at(bounds.low)) / 2;
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

double Stopping::relative_error(const Accumulator& values) const {
  constexpr double kUnknown = std::numeric_limits<double>::infinity();
  if (values.not_finite() > 0 || values.count() < 2) return kUnknown;
  const double factor = confidence_factor(values.replicates(), values.count());
  double estimate, reach;
  if (const auto p = plan_->stop->quantile) {
    const OrderStatistics order(values);
    estimate = order.value_at(quantile_rank(*p, values.count()));
    reach = half_width(order, quantile_bounds(values, *p, level_, confidence_ranks(*p, values.count()), factor));
  } else {
    estimate = values.mean();
    reach = factor * mean_error(values);
  }
  return reach == 0 ? 0 : estimate == 0 ? kUnknown : reach / std::fabs(estimate);
}

}  // namespace cellcast::sim
