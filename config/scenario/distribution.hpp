#pragma once

#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace cellcast::config {

// The probability laws a scenario may name. Parameters are as the user wrote them; docs/scenario-format.md gives their ranges.

struct Normal {
  double mean, sd;
};
/// `median` and `sigma`, the standard deviation of the logarithm.
struct Lognormal {
  double median, sigma;
};
/// A lognormal given by its own `mean` and `sd`.
struct LognormalMoments {
  double mean, sd;
};
struct Uniform {
  double low, high;
};
struct Triangular {
  double low, mode, high;
};
/// Beta law on [low, high] with alpha = 1 + lambda (mode - low) / (high - low), beta = 1 + lambda (high - mode) / (high - low).
struct Pert {
  double low, mode, high, lambda = 4;
};
struct Beta {
  double alpha, beta, low = 0, high = 1;
};
struct Gamma {
  double shape, scale;
};
struct Weibull {
  double shape, scale;
};
struct StudentT {
  double dof, location, scale;
};
/// Three-term metalog (Keelin 2016); its bounds are those of the Distribution.
struct Metalog {
  double p10, p50, p90;
};
/// Values increasing; weights > 0, of any sum.
struct Discrete {
  std::vector<double> values, weights;
};
/// Distribution function linear between the points; probabilities increase from 0 to 1, values do not decrease.
struct Empirical {
  std::vector<double> probabilities, values;
};

using Law = std::variant<Normal, Lognormal, LognormalMoments, Uniform, Triangular, Pert, Beta, Gamma, Weibull, StudentT, Metalog, Discrete,
                         Empirical>;

/// A law, truncated to [min, max] by renormalising its probability (for the metalog: its bounds).
struct Distribution {
  Law law;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

/// A closed or open interval of the real line.
struct Interval {
  double low, high;
  bool low_open = false, high_open = false;
};

/// The smallest interval that holds all probability; an infinite or unattained end is open.
Interval support(const Distribution& distribution);

/// The distribution in the notation of a scenario file, `{ dist = "pert", low = 0.2, mode = 0.45, high = 0.8 }`.
std::string text(const Distribution& distribution);

/// A number as TOML 1.0 writes it, the shortest text that reads back to the same bits (`0.3`, `1e-07`, `5.0`).
std::string text(double number);

}  // namespace cellcast::config
