#pragma once

#include <cmath>

#include "config/scenario/distribution.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/random/laws/tail_law.hpp"

namespace cellcast::sim {

// Distribution functions in double of laws in standard_form: P(X <= x) and P(X > x) to some 1e-15, where `is_plain` of the law.

/// Beyond, terms that cancel cost double digits: law_forms.hpp has them in double-double.
inline constexpr double kLargestPlainShape = 20;

class PlainNormal {
 public:
  explicit PlainNormal(const config::Normal& law) : law_(law) {}
  static bool is_plain(const config::Normal&) { return true; }
  double below(double x) const { return math::normal_cdf(z(x)); }
  double above(double x) const { return math::normal_cdf(-z(x)); }

 private:
  double z(double x) const { return (x - law_.mean) / law_.sd; }
  config::Normal law_;
};

class PlainLognormal {
 public:
  explicit PlainLognormal(const config::Lognormal& law) : law_(law) {}
  static bool is_plain(const config::Lognormal&) { return true; }
  double below(double x) const { return x > 0 ? math::normal_cdf(z(x)) : 0; }
  double above(double x) const { return x > 0 ? math::normal_cdf(-z(x)) : 1; }

 private:
  /// Near the median the quotient would round to 1 what the difference tells.
  double z(double x) const {
    const double distance = x - law_.median;
    const bool is_near = std::fabs(distance) < law_.median / 2;
    return (is_near ? math::log1p(distance / law_.median) : math::log(x / law_.median)) / law_.sigma;
  }
  config::Lognormal law_;
};

class PlainUniform {
 public:
  explicit PlainUniform(const config::Uniform& law) : law_(law) {}
  static bool is_plain(const config::Uniform&) { return true; }
  double below(double x) const { return x <= law_.low ? 0 : x >= law_.high ? 1 : (x - law_.low) / (law_.high - law_.low); }
  double above(double x) const { return x <= law_.low ? 1 : x >= law_.high ? 0 : (law_.high - x) / (law_.high - law_.low); }

 private:
  config::Uniform law_;
};

class PlainTriangular {
 public:
  explicit PlainTriangular(const config::Triangular& law) : law_(law), width_(law.high - law.low) {}
  static bool is_plain(const config::Triangular&) { return true; }
  double below(double x) const { return x <= law_.low ? 0 : x <= law_.mode ? rising(x) : 1 - above(x); }
  double above(double x) const { return x >= law_.high ? 0 : x > law_.mode ? falling(x) : 1 - below(x); }

 private:
  double rising(double x) const { return (x - law_.low) / width_ * ((x - law_.low) / (law_.mode - law_.low)); }
  double falling(double x) const { return (law_.high - x) / width_ * ((law_.high - x) / (law_.high - law_.mode)); }
  config::Triangular law_;
  double width_;
};

class PlainBeta {
 public:
  explicit PlainBeta(const config::Beta& law) : law_(law), lower_(law.alpha, law.beta), upper_(law.beta, law.alpha) {}
  static bool is_plain(const config::Beta& law) { return law.alpha + law.beta <= kLargestPlainShape; }
  double below(double x) const { return x <= law_.low ? 0 : x >= law_.high ? 1 : lower_.nearly_at(place(x)); }
  double above(double x) const { return x <= law_.low ? 1 : x >= law_.high ? 0 : upper_.nearly_at(-place(x)); }

 private:
  double place(double x) const { return math::log((x - law_.low) / (law_.high - x)); }
  config::Beta law_;
  BetaTail lower_, upper_;
};

class PlainGamma {
 public:
  explicit PlainGamma(const config::Gamma& law) : law_(law), lower_(law.shape, End::lower), upper_(law.shape, End::upper) {}
  static bool is_plain(const config::Gamma& law) { return law.shape <= kLargestPlainShape; }
  double below(double x) const { return x > 0 ? lower_.nearly_at(place(x)) : 0; }
  double above(double x) const { return x > 0 ? upper_.nearly_at(place(x)) : 1; }

 private:
  double place(double x) const { return math::log(x / law_.scale); }
  config::Gamma law_;
  GammaTail lower_, upper_;
};

class PlainWeibull {
 public:
  explicit PlainWeibull(const config::Weibull& law) : law_(law) {}
  static bool is_plain(const config::Weibull& law) { return law.shape <= kLargestPlainShape; }
  /// 1 - e^-h, its rounding mended by that of the exponential's logarithm (Kahan's expm1).
  double below(double x) const {
    const double h = x > 0 ? hazard(x) : 0, e = math::exp(-h);
    return e == 1 ? h : e == 0 ? 1 : (1 - e) * (h / -math::log(e));
  }
  double above(double x) const { return x > 0 ? math::exp(-hazard(x)) : 1; }

 private:
  double hazard(double x) const { return math::pow(x / law_.scale, law_.shape); }
  config::Weibull law_;
};

class PlainStudent {
 public:
  explicit PlainStudent(const config::StudentT& law) : law_(law), tail_(law.dof, End::upper) {}
  static bool is_plain(const config::StudentT& law) { return law.dof <= kLargestPlainShape; }
  double below(double x) const { return above_of(-z(x)); }
  double above(double x) const { return above_of(z(x)); }

 private:
  double z(double x) const { return (x - law_.location) / law_.scale; }
  double above_of(double z) const {
    if (z == 0) return 0.5;
    const double far = tail_.nearly_at(math::log(std::fabs(z)));
    return z > 0 ? far : 1 - far;
  }
  config::StudentT law_;
  StudentTail tail_;
};

inline PlainNormal plain_tails(const config::Normal& law) { return PlainNormal(law); }
inline PlainLognormal plain_tails(const config::Lognormal& law) { return PlainLognormal(law); }
inline PlainUniform plain_tails(const config::Uniform& law) { return PlainUniform(law); }
inline PlainTriangular plain_tails(const config::Triangular& law) { return PlainTriangular(law); }
inline PlainBeta plain_tails(const config::Beta& law) { return PlainBeta(law); }
inline PlainGamma plain_tails(const config::Gamma& law) { return PlainGamma(law); }
inline PlainWeibull plain_tails(const config::Weibull& law) { return PlainWeibull(law); }
inline PlainStudent plain_tails(const config::StudentT& law) { return PlainStudent(law); }

}  // namespace cellcast::sim
