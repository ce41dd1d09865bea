#include "sim/random/laws/law_forms.hpp"

#include <cmath>
#include <stdexcept>

#include "config/scenario/triangle.hpp"
#include "sim/random/laws/held_forms.hpp"
#include "sim/random/laws/tail_law.hpp"

namespace cellcast::sim {

namespace {

using math::two_sum;
using Real = math::DoubleDouble;

/// a - b exactly
Real exact_difference(double a, double b) { return two_sum(a, -b); }

/// Beyond this it does not matter how far.
Real within_range(Real x) {
  constexpr double kFar = 1e300;
  return std::fabs(x.high) < kFar ? x : Real(std::copysign(kFar, x.high));
}

/// In halves where the difference is no double.
Real standardised(double x, double location, double scale) {
  const Real distance = exact_difference(x, location);
  if (std::isfinite(distance.high)) return within_range(distance / scale);
  return within_range(exact_difference(x / 2, location / 2) / scale);
}

Tails normal_tails(Real z) {
  const Real far = normal_tail(math::abs(z)), near = 1 - far;
  return z.high < 0 ? Tails{far, near} : Tails{near, far};
}

Tails tails_of(const config::Normal& law, double x) { return normal_tails(standardised(x, law.mean, law.sd)); }

Tails tails_of(const config::Lognormal& law, double x) {
  if (x <= 0) return {0, 1};
  return normal_tails(math::log(within_range(Real(x) / law.median)) / law.sigma);
}

Tails tails_of(const config::Uniform& law, double x) {
  if (x <= law.low) return {0, 1};
  if (x >= law.high) return {1, 0};
  const Real width = exact_difference(law.high, law.low);
  return {exact_difference(x, law.low) / width, exact_difference(law.high, x) / width};
}

Tails tails_of(const config::Triangular& law, double x) {
  if (x <= law.low) return {0, 1};
  if (x >= law.high) return {1, 0};
  const Real width = exact_difference(law.high, law.low);
  if (x <= law.mode) {
    const Real distance = exact_difference(x, law.low), below = distance / width * (distance / exact_difference(law.mode, law.low));
    return {below, 1 - below};
  }
  const Real distance = exact_difference(law.high, x), above = distance / width * (distance / exact_difference(law.high, law.mode));
  return {1 - above, above};
}

Tails tails_of(const config::Beta& law, double x) {
  if (x <= law.low) return {0, 1};
  if (x >= law.high) return {1, 0};
  const Real place = math::log(exact_difference(x, law.low) / exact_difference(law.high, x));
  return {BetaTail(law.alpha, law.beta).probability_at(place), BetaTail(law.beta, law.alpha).probability_at(-place)};
}

Tails tails_of(const config::Gamma& law, double x) {
  const Real y = within_range(Real(x) / law.scale);
  return {GammaTail(law.shape, End::lower).probability(y), GammaTail(law.shape, End::upper).probability(y)};
}

Tails tails_of(const config::Weibull& law, double x) {
  if (x <= 0) return {0, 1};
  const Real hazard = math::exp(math::log(within_range(Real(x) / law.scale)) * law.shape);
  return {-math::expm1(-hazard), math::exp(-hazard)};
}

Tails tails_of(const config::StudentT& law, double x) {
  const Real y = standardised(x, law.location, law.scale);
  const StudentTail upper(law.dof, End::upper);
  const Real far = upper.probability(math::abs(y)), near = 1 - far;
  return y.high < 0 ? Tails{far, near} : Tails{near, far};
}

}  // namespace

config::Law standard_form(const config::Law& law) {
  if (const auto* moments = std::get_if<config::LognormalMoments>(&law)) {
    // Of the smaller over the larger, whose square cannot overflow.
    const bool is_wide = moments->sd > moments->mean;
    const Real ratio = is_wide ? Real(moments->mean) / moments->sd : Real(moments->sd) / moments->mean;
    const Real root = math::sqrt(ratio * ratio + 1);
    const Real median = is_wide ? moments->mean / root * ratio : moments->mean / root;
    const Real variance = math::log1p(ratio * ratio) - (is_wide ? math::log(ratio) * 2 : Real(0));
    return config::Lognormal{median.high, math::sqrt(variance).high};
  }
  if (const auto* pert = std::get_if<config::Pert>(&law)) {
    const Real width = exact_difference(pert->high, pert->low);
    const Real alpha = pert->lambda * (exact_difference(pert->mode, pert->low) / width) + 1;
    const Real beta = pert->lambda * (exact_difference(pert->high, pert->mode) / width) + 1;
    return config::Beta{alpha.high, beta.high, pert->low, pert->high};
  }
  if (const auto* given = std::get_if<config::NormalPercentiles>(&law)) return normal(*given);
  if (const auto* given = std::get_if<config::LognormalPercentiles>(&law)) return lognormal(*given);
  if (const auto* given = std::get_if<config::TriangularPercentiles>(&law)) return config::triangle(*given);
  if (const auto* given = std::get_if<config::EmpiricalData>(&law)) return empirical(*given);
  return law;
}

Tails tails(const config::Law& law, double x) {
  if (std::isinf(x)) return x < 0 ? Tails{0, 1} : Tails{1, 0};
  const auto of = [x](const auto& each) -> Tails {
    if constexpr (requires { tails_of(each, x); })
      return tails_of(each, x);
    else
      throw std::logic_error("tails: this law is never truncated");
  };
  return std::visit(of, standard_form(law));
}

}  // namespace cellcast::sim
