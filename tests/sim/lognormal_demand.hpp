#pragma once

#include <cmath>
#include <string>

#include "tests/sim/scenario_file.hpp"

namespace cellcast::tests {

/// A scenario whose demand T years after the base year is 100 exp(x), x = 0.2 z + sum of 0.6^(T - t) 0.15 (sqrt r common[t] +
/// sqrt(1 - r) segment[t]), t = 1 ... T, r the shocks' correlation: its logarithm is normal, and a function of 2 T + 1 inputs.
inline const std::string kLognormalDemand = kPlain + R"([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
volatility = 0.15
persistence = 0.6
[segments.s.markets.home]
demand = { dist = "lognormal", median = 100.0, sigma = 0.2 }
home_share = 1.0
)";

/// The sd of x after so many years.
inline double log_demand_sd(int years) {
  double variance = 0.2 * 0.2;
  for (int k = 0; k < years; ++k) variance += 0.15 * 0.15 * std::pow(0.36, k);
  return std::sqrt(variance);
}

}  // namespace cellcast::tests
