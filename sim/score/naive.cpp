#include "sim/score/naive.hpp"

#include <cmath>
#include <vector>

#include "sim/math/elementary.hpp"
#include "sim/math/square.hpp"

namespace cellcast::sim {

std::optional<NaiveForecast> naive_forecast(std::span<const double> past, int years) {
  if (past.size() < 2) return std::nullopt;
  std::vector<double> growths;
  for (std::size_t i = 1; i < past.size(); ++i) growths.push_back(math::log(past[i] / past[i - 1]));
  double mean = 0, spread = 0;
  for (const double growth : growths) mean += growth / static_cast<double>(growths.size());
  for (const double growth : growths) spread += math::square(growth - mean);
  const double sd = growths.size() < 2 ? 0 : std::sqrt(spread / static_cast<double>(growths.size() - 1));
  return NaiveForecast{math::log(past.back()) + years * growths.back(), std::sqrt(static_cast<double>(years)) * sd,
                       static_cast<int>(growths.size())};
}

}  // namespace cellcast::sim
