#include "sim/decide/blocks.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/math/square.hpp"

namespace cellcast::sim {

Blocks::Blocks(std::vector<std::uint32_t> of, std::uint32_t count)
    : of_(std::move(of)), count_(count), sizes_(count), factor_(confidence_factor(count, of_.size())) {
  for (const std::uint32_t block : of_) ++sizes_[block];
}

Blocks Blocks::independent(std::size_t trials) {
  const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(kIndependent, trials));
  std::vector<std::uint32_t> of(trials);
  for (std::size_t i = 0; i < trials; ++i) of[i] = static_cast<std::uint32_t>(i * count / trials);
  return {std::move(of), count};
}

Estimate Blocks::mean(base::FunctionRef<double(std::size_t)> value, double least) const {
  std::vector<double> sums(count_);
  for (std::size_t i = 0; i < of_.size(); ++i) sums[of_[i]] += value(i);
  return mean_of_sums(sums, least);
}

Estimate Blocks::mean_of_sums(std::span<const double> sums, double least) const {
  double total = 0, squares = 0;
  for (const double sum : sums) total += sum;
  const double all = total / static_cast<double>(of_.size());
  for (std::uint32_t b = 0; b < count_; ++b) squares += math::square(sums[b] / sizes_[b] - all);
  const double reach = factor_ * std::sqrt(squares / (count_ - 1.0) / count_);
  return {std::max(least, all), std::max(least, all - reach), std::max(least, all + reach)};
}

}  // namespace cellcast::sim
