#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cellcast::sim {

/// A quantile's probability, in twentieths: exact where it is counted.
enum class Twentieths : std::uint64_t { p5 = 1, p25 = 5, p50 = 10, p75 = 15, p95 = 19 };

/// A forecast of one number as trials make it: the step function F that rises at each of their values by the trial's weight. What it
/// scores when the number x is known. The order of the trials does not matter, to the bit.
class Forecast {
 public:
  /// values [trial], finite, at least one; weights [trial], or none, where all weigh the same; not all 0.
  Forecast(std::span<const double> values, std::span<const std::uint32_t> weights);

  /// The smallest value v with F(v) >= p.
  double quantile(Twentieths p) const;
  /// F(x), and F(x-), the weight of what is below x alone.
  double at(double x) const { return share(at_most(x)); }
  double below(double x) const { return share(less_than(x)); }
  /// The probability integral transform v F(x) + (1 - v) F(x-): uniform on [0, 1] where x is drawn from F and v, in (0, 1), is uniform
  /// (Smith 1985, "Diagnostic checks of non-standard time series models", Journal of Forecasting 4, 283-291).
  double pit(double x, double v) const { return v * at(x) + (1 - v) * below(x); }
  /// The continuous ranked probability score, in the unit of x: the integral of (F(t) - 1{t >= x})^2 over all t (Matheson & Winkler 1976,
  /// Management Science 22, 1087-1096), equal to E|X - x| - E|X - X'| / 2 (Gneiting & Raftery 2007, JASA 102, 359-378, eq. 21).
  double crps(double x) const;

 private:
  std::uint64_t at_most(double x) const;
  std::uint64_t less_than(double x) const;
  std::uint64_t weight_of(std::size_t count) const;
  double share(std::uint64_t weight) const { return static_cast<double>(weight) / static_cast<double>(total_); }

  std::vector<double> values_;         ///< ascending
  std::vector<std::uint64_t> upto_;    ///< [value], weight of this and all before; empty where each value weighs 1
  std::uint64_t total_ = 0;
};

/// The score of an interval that holds x with the probability 1 - alpha, in the unit of x: its width, and 2 / alpha times how far x is
/// outside (Gneiting & Raftery 2007, eq. 43).
double interval_score(double low, double high, double alpha, double x);

/// The score of a normal forecast, crps as above: s (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)), z = (x - mean) / s (Gneiting et al.
/// 2005, Monthly Weather Review 133, 1098-1118, eq. 5); |x - mean| where sd = 0.
double normal_crps(double mean, double sd, double x);

}  // namespace cellcast::sim
