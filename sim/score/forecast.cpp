#include "sim/score/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/math/square.hpp"

namespace cellcast::sim {

Forecast::Forecast(std::span<const double> values, std::span<const std::uint32_t> weights) {
  if (weights.empty()) {
    values_.assign(values.begin(), values.end());
    std::ranges::sort(values_);
    total_ = values_.size();
    return;
  }
  std::vector<std::pair<double, std::uint32_t>> weighted;
  weighted.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weights[i] > 0) weighted.emplace_back(values[i], weights[i]);
  std::ranges::sort(weighted);
  values_.reserve(weighted.size());
  upto_.reserve(weighted.size());
  for (const auto& [value, weight] : weighted) {
    values_.push_back(value);
    upto_.push_back(total_ += weight);
  }
}

std::uint64_t Forecast::weight_of(std::size_t count) const { return count == 0 ? 0 : upto_.empty() ? count : upto_[count - 1]; }

std::uint64_t Forecast::at_most(double x) const {
  return weight_of(static_cast<std::size_t>(std::ranges::upper_bound(values_, x) - values_.begin()));
}

std::uint64_t Forecast::less_than(double x) const {
  return weight_of(static_cast<std::size_t>(std::ranges::lower_bound(values_, x) - values_.begin()));
}

double Forecast::quantile(Twentieths p) const {
  std::size_t low = 0, high = values_.size() - 1;  // of the wanted value
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (20 * weight_of(middle + 1) >= static_cast<std::uint64_t>(p) * total_)
      high = middle;
    else
      low = middle + 1;
  }
  return values_[low];
}

double Forecast::crps(double x) const {
  double sum = std::max(values_.front() - x, 0.0) + std::max(x - values_.back(), 0.0);
  for (std::size_t i = 0; i + 1 < values_.size(); ++i) {
    const double from = values_[i], to = values_[i + 1], split = std::clamp(x, from, to), f = share(weight_of(i + 1));
    sum += (split - from) * math::square(f) + (to - split) * math::square(1 - f);
  }
  return sum;
}

double interval_score(double low, double high, double alpha, double x) {
  return (high - low) + 2 / alpha * (std::max(low - x, 0.0) + std::max(x - high, 0.0));
}

double normal_crps(double mean, double sd, double x) {
  if (sd == 0) return std::fabs(x - mean);
  const double z = (x - mean) / sd;
  const double density = math::exp(-z * z / 2) * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
  return sd * (z * (2 * math::normal_cdf(z) - 1) + 2 * density - std::numbers::inv_sqrtpi);
}

}  // namespace cellcast::sim
