#include "config/read/usual_bounds.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "config/schema/keys.hpp"

namespace cellcast::config {

namespace {

/// A tail, and where it begins in a standard normal.
struct Tail {
  double probability, normal;
  const char *low, *high;
};

constexpr std::array kTails{Tail{0.001, 3.090232306167813, "P0.1", "P99.9"}, Tail{0.01, 2.326347874040841, "P1", "P99"},
                            Tail{0.05, 1.644853626951472, "P5", "P95"}};

/// Where the tail of a law begins, `side` -1 below and +1 above.
struct Percentile {
  const Distribution& bounds;
  const Tail& tail;
  int side;

  double z() const { return side * tail.normal; }
  double probability() const { return side < 0 ? tail.probability : 1 - tail.probability; }

  double operator()(const Normal& law) const { return law.mean + law.sd * z(); }
  double operator()(const Lognormal& law) const { return law.median * std::exp(law.sigma * z()); }
  double operator()(const LognormalMoments& law) const {
    const double relative = law.sd / law.mean, square = 1 + relative * relative;
    return (*this)(Lognormal{law.mean / std::sqrt(square), std::sqrt(std::log(square))});
  }
  double operator()(const NormalPercentiles& law) const {
    const auto [x, z] = given(law.values());
    return x[0] + (this->z() - z[0]) * (x[1] - x[0]) / (z[1] - z[0]);
  }
  double operator()(const LognormalPercentiles& law) const {
    const auto [x, z] = given(law.values());
    return x[0] * std::exp((this->z() - z[0]) * std::log(x[1] / x[0]) / (z[1] - z[0]));
  }
  double operator()(const Gamma& law) const {
    const double k = law.shape;
    if (side < 0 && k < 5) return law.scale * std::exp((std::log(tail.probability) + std::lgamma(k + 1)) / k);  // F(x) ~ x^k / Gamma(k + 1)
    return law.scale * k * std::pow(1 - 1 / (9 * k) + z() / (3 * std::sqrt(k)), 3);  // Wilson and Hilferty (1931)
  }
  double operator()(const StudentT& law) const { return law.location + side * law.scale * student(law.dof); }
  double operator()(const Metalog& law) const {
    const double ln9 = std::log(9.0), low = inner(law.p10), middle = inner(law.p50), high = inner(law.p90), y = probability();
    const double a2 = (high - low) / (2 * ln9), a3 = (high - 2 * middle + low) / (0.8 * ln9);
    return outer(middle + (a2 + a3 * (y - 0.5)) * std::log(y / (1 - y)));  // Keelin (2016), as in docs/model.md
  }
  template <class Law>
  double operator()(const Law& law) const {
    if constexpr (requires { LawOf<Law>::quantile(law, probability()); })
      return LawOf<Law>::quantile(law, probability());
    else
      return std::nan("");  // has ends of its own
  }

 private:
  struct Pair {
    std::array<double, 2> x, z;
  };
  /// The two percentiles, and where they stand in a standard normal.
  static Pair given(const std::array<double, 9>& values) {
    constexpr std::array kNormal{-2.326347874040841, -1.6448536269514726, -1.2815515655446004, -0.6744897501960817, 0.0,
                                 0.6744897501960817, 1.2815515655446004,  1.6448536269514726,  2.326347874040841};
    Pair out{};
    std::size_t n = 0;
    for (std::size_t k = 0; k < values.size() && n < 2; ++k)
      if (!std::isnan(values[k])) out.x[n] = values[k], out.z[n++] = kNormal[k];
    return out;
  }

  double student(double dof) const {
    const double t = tail.normal, square = t * t;
    if (dof >= 5)  // Abramowitz and Stegun (1964), 26.7.5
      return t * (1 + (square + 1) / (4 * dof) + ((5 * square + 16) * square + 3) / (96 * dof * dof) +
                  (((3 * square + 19) * square + 17) * square - 15) / (384 * dof * dof * dof));
    // Far out the density is a power: P(T > t) ~ c t^-dof.
    const double c = std::lgamma((dof + 1) / 2) - std::lgamma(dof / 2) - std::log(dof * std::numbers::pi) / 2 +
                     (dof + 1) / 2 * std::log(dof) - std::log(dof);
    return std::exp((c - std::log(tail.probability)) / dof);
  }

  bool has_low() const { return std::isfinite(bounds.min); }
  bool has_high() const { return std::isfinite(bounds.max); }
  double inner(double x) const {
    if (has_low() && has_high()) return std::log((x - bounds.min) / (bounds.max - x));
    return has_low() ? std::log(x - bounds.min) : has_high() ? -std::log(bounds.max - x) : x;
  }
  double outer(double m) const {
    if (has_low() && has_high()) return (bounds.min + bounds.max * std::exp(m)) / (1 + std::exp(m));
    return has_low() ? bounds.min + std::exp(m) : has_high() ? bounds.max - std::exp(-m) : m;
  }
};

double percentile(const Distribution& distribution, const Tail& tail, int side) {
  return std::visit(Percentile{distribution, tail, side}, distribution.law);
}

/// In steps of about a fiftieth of the law's width.
double rounded(double value, double width) {
  const double step = std::pow(10, std::floor(std::log10(width / 20)));
  if (!(step > 0) || !std::isfinite(step) || std::abs(value / step) > 1e15) return value;
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.15g", std::round(value / step) * step);
  return std::strtod(digits, nullptr);
}

std::string bound(const Distribution& distribution, const Interval& range, int side) {
  const std::string key = side < 0 ? "min" : "max";
  const double width = percentile(distribution, kTails[0], 1) - percentile(distribution, kTails[0], -1);
  for (const Tail& tail : kTails) {
    const double value = rounded(percentile(distribution, tail, side), width);
    if (contains(range, {value, value})) return "`" + key + " = " + text(value) + "` (near its " + (side < 0 ? tail.low : tail.high) + ")";
  }
  const double end = side < 0 ? range.low : range.high;
  const bool is_open = side < 0 ? range.low_open : range.high_open;
  return is_open ? "a `" + key + (side < 0 ? "` above " : "` below ") + text(end) : "`" + key + " = " + text(end) + "`";
}

}  // namespace

std::vector<std::string> usual_bounds(const Distribution& distribution, const Interval& range, bool min, bool max) {
  std::vector<std::string> out;
  if (min) out.push_back(bound(distribution, range, -1));
  if (max) out.push_back(bound(distribution, range, 1));
  return out;
}

}  // namespace cellcast::config
