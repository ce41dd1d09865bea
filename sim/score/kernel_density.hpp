#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sim/score/forecast.hpp"

namespace cellcast::sim {

/// The least density that a log score counts: one miss shall not decide all.
inline constexpr double kLeastDensity = 1e-6;

/// Minus the logarithm [nats] of the density of a forecast at x: the mean over its trials of the normal density about each, with the sd of
/// the error of x or Silverman's 0.9 min(sd, IQR / 1.34) n^(-1/5), whichever is larger (Silverman 1986, Density Estimation, eq. 3.31); n
/// is Kish's effective number where trials have weights. At least kLeastDensity. Nothing where both are 0: then there is no density.
/// values, weights: as for Forecast, whose quantiles `sorted` are.
std::optional<double> log_score(std::span<const double> values, std::span<const std::uint32_t> weights, const Forecast& sorted,
                                double error, double x);

}  // namespace cellcast::sim
