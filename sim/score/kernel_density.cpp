#include "sim/score/kernel_density.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/math/elementary.hpp"
#include "sim/math/square.hpp"

namespace cellcast::sim {
namespace {

/// Sums over trials in their order, so that they are the same on any number of threads.
struct Moments {
  double weight = 0, squares = 0, mean = 0, sd = 0;  ///< sums of weights and of their squares; divisor of sd: the weight

  Moments(std::span<const double> values, std::span<const std::uint32_t> weights) {
    const auto weight_of = [&](std::size_t i) { return weights.empty() ? 1.0 : static_cast<double>(weights[i]); };
    for (std::size_t i = 0; i < values.size(); ++i) {
      weight += weight_of(i);
      squares += math::square(weight_of(i));
      mean += weight_of(i) * values[i];
    }
    mean /= weight;
    double spread = 0;
    for (std::size_t i = 0; i < values.size(); ++i) spread += weight_of(i) * math::square(values[i] - mean);
    sd = std::sqrt(spread / weight);
  }

  double effective() const { return weight * weight / squares; }
};

}  // namespace

std::optional<double> log_score(std::span<const double> values, std::span<const std::uint32_t> weights, const Forecast& sorted,
                                double error, double x) {
  const Moments moments(values, weights);
  const double range = sorted.quantile(Twentieths::p75) - sorted.quantile(Twentieths::p25);
  const double bandwidth = 0.9 * std::min(moments.sd, range / 1.34) * math::pow(moments.effective(), -0.2);
  const double width = std::max(error, bandwidth);
  if (!(width > 0)) return std::nullopt;
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double z = (x - values[i]) / width;
    sum += (weights.empty() ? 1.0 : static_cast<double>(weights[i])) * math::exp(-z * z / 2);
  }
  const double density = sum / moments.weight / width * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
  return -math::log(std::max(density, kLeastDensity));
}

}  // namespace cellcast::sim
