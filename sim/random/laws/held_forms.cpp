#include "sim/random/laws/held_forms.hpp"

#include <array>
#include <cmath>
#include <cstddef>

#include "sim/math/double_double.hpp"

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;

/// Standard normal quantiles of 0.75, 0.9, 0.95 and 0.99.
constexpr Real kZ75{0x1.5956b87528a49p-1, 0x1.5c3bae414389dp-55}, kZ90{0x1.4813c36e26d32p+0, 0x1.c65d81e5caa86p-54},
    kZ95{0x1.a515209676abdp+0, 0x1.6ba7dbfedd8d3p-54}, kZ99{0x1.29c5c4630ff0fp+1, -0x1.d039966cc0ba4p-54};

/// Of a percentile in the order of their names.
Real normal_score(std::size_t k) {
  constexpr std::array kUpper{Real(0), kZ75, kZ90, kZ95, kZ99};
  return k < 4 ? -kUpper[4 - k] : kUpper[k - 4];
}

/// Two percentiles, each with its normal score.
struct Pair {
  std::array<double, 2> x{};
  std::array<Real, 2> z{};
};

Pair pair(const config::Percentiles& given) {
  const auto values = given.values();
  Pair out;
  std::size_t n = 0;
  for (std::size_t k = 0; k < values.size() && n < 2; ++k)
    if (!std::isnan(values[k])) out.x[n] = values[k], out.z[n++] = normal_score(k);
  return out;
}

}  // namespace

config::Normal normal(const config::NormalPercentiles& given) {
  const auto [x, z] = pair(given);
  const Real sd = math::two_sum(x[1], -x[0]) / (z[1] - z[0]);
  return {(x[0] - z[0] * sd).high, sd.high};
}

config::Lognormal lognormal(const config::LognormalPercentiles& given) {
  const auto [x, z] = pair(given);
  const Real low = math::log(Real(x[0])), sigma = (math::log(Real(x[1])) - low) / (z[1] - z[0]);
  return {math::exp(low - z[0] * sigma).high, sigma.high};
}

config::Empirical empirical(const config::EmpiricalData& given) {
  const std::size_t n = given.data.size();
  config::Empirical out;
  out.probabilities.reserve(n + 2);
  out.values.reserve(n + 2);
  const auto add = [&](double probability, double value) { out.probabilities.push_back(probability), out.values.push_back(value); };
  add(0, given.data.front());
  for (std::size_t i = 0; i < n; ++i) add(static_cast<double>(2 * i + 1) / static_cast<double>(2 * n), given.data[i]);
  add(1, given.data.back());
  return out;
}

}  // namespace cellcast::sim
