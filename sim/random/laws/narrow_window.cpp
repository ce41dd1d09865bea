#include "sim/random/laws/narrow_window.hpp"

#include <cmath>
#include <functional>

#include "sim/random/laws/quantile_series.hpp"

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;
using Series = std::array<Real, kTaylorTerms>;

/// Dropped terms, as part of half the window.
constexpr double kTolerance = 0x1p-52;

/// A law as origin + scale y of a standardised law, whose Taylor series taylor(y, step, c) gives.
struct Standardised {
  double origin, scale;
  std::function<void(Real, Real, Coefficients)> taylor;
};

std::optional<Standardised> standardised(const config::Law& law) {
  const auto with = [](auto function, auto... shapes) {
    return [=](Real y, Real step, Coefficients c) { function(shapes..., y, step, c); };
  };
  if (const auto* l = std::get_if<config::Normal>(&law)) return Standardised{l->mean, l->sd, with(normal_taylor)};
  if (const auto* l = std::get_if<config::Lognormal>(&law)) return Standardised{0, l->median, with(lognormal_taylor, l->sigma)};
  if (const auto* l = std::get_if<config::Beta>(&law))
    return Standardised{l->low, l->high - l->low, with(beta_taylor, l->alpha, l->beta)};
  if (const auto* l = std::get_if<config::Gamma>(&law)) return Standardised{0, l->scale, with(gamma_taylor, l->shape)};
  if (const auto* l = std::get_if<config::Weibull>(&law)) return Standardised{0, l->scale, with(weibull_taylor, l->shape)};
  if (const auto* l = std::get_if<config::StudentT>(&law))
    return Standardised{l->location, l->scale, with(student_taylor, std::fmin(l->dof, 1e30))};
  return std::nullopt;
}

/// Whether a series goes from end to end of the window with what degree 7 can hold of it; also of the remainder's majorant, and NaN is no.
bool is_narrow(const Series& c) {
  double dropped = std::fabs(c.back().high), bent = 0;
  for (std::size_t n = 2; n < c.size(); ++n) {
    bent += static_cast<double>(n) * std::fabs(c[n].high);
    if (n >= 8) dropped += std::ldexp(std::fabs(c[n].high), 1 - static_cast<int>(n));
  }
  const double reach = std::fabs(c[1].high);
  return reach > 0 && reach < 1e300 && dropped <= kTolerance * reach && bent <= reach / 2;
}

/// The s near `s` where the series is y, by Newton's method.
Real place_of(const Series& c, Real y, double s) {
  Real place = s;
  for (int i = 0; i < 5; ++i) place += (y - series_at(c, place)) / series_slope(c, place);
  return place;
}

/// All solutions of the differential equation are y(a + b s) of one of them. That which starts in the middle of the window with half its
/// width as step meets the ends of the window near -1 and 1; a and b make it meet them there.
std::optional<Series> series_between(const Standardised& law, Real low, Real high) {
  Series c;
  Real middle = math::scaled(low + high, -1), step = math::scaled(high - low, -1);
  law.taylor(middle, step, c);
  for (int i = 0; i < 2; ++i) {
    if (!is_narrow(c)) return std::nullopt;
    const Real first = place_of(c, low, -1), last = place_of(c, high, 1);
    const Real a = math::scaled(first + last, -1), b = math::scaled(last - first, -1);
    middle = series_at(c, a), step = b * series_slope(c, a);
    law.taylor(middle, step, c);
  }
  if (!is_narrow(c)) return std::nullopt;
  return c;
}

}  // namespace

std::optional<NarrowQuantile> narrow_window(const config::Law& whole, double min, double max) {
  const config::Interval support = config::support({whole, min, max});
  if (!std::isfinite(support.low) || !std::isfinite(support.high) || !std::isfinite(support.high - support.low)) return std::nullopt;
  const auto law = standardised(whole);
  if (!law) return std::nullopt;
  const auto standard = [&](double x) { return math::two_sum(x, -law->origin) / law->scale; };
  auto series = series_between(*law, standard(support.low), standard(support.high));
  if (!series) return std::nullopt;
  for (Real& c : *series) c = c * law->scale;
  (*series)[0] = (*series)[0] + law->origin;
  economise(*series);
  NarrowQuantile result{(*series)[0].high, {(*series)[0].low}};
  for (std::size_t n = 1; n < result.c.size(); ++n) result.c[n] = (*series)[n].high;
  return result;
}

}  // namespace cellcast::sim
