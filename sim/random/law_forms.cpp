#include "sim/random/law_forms.hpp"

#include <cmath>
#include <stdexcept>

#include "sim/random/tail_law.hpp"

namespace cellcast::sim {

namespace {

using Real = long double;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

Tails normal_tails(Real z) {
  const Real scaled = z / std::sqrt(Real{2});
  return {std::erfc(-scaled) / 2, std::erfc(scaled) / 2};
}

Tails triangular_tails(const config::Triangular& law, Real x) {
  const Real width = Real{law.high} - law.low;
  const Real below = x <= law.mode ? (x - law.low) / width * ((x - law.low) / (Real{law.mode} - law.low)) : 0;
  const Real above = x >= law.mode ? (law.high - x) / width * ((law.high - x) / (Real{law.high} - law.mode)) : 0;
  return x <= law.mode ? Tails{below, 1 - below} : Tails{1 - above, above};
}

Tails table_tails(const TailLaw& lower, const TailLaw& upper, Real x) { return {lower.tail_beyond(x), upper.tail_beyond(x)}; }

}  // namespace

config::Law standard_form(const config::Law& law) {
  if (const auto* moments = std::get_if<config::LognormalMoments>(&law)) {
    const Real variation = Real{moments->sd} / moments->mean;
    return config::Lognormal{static_cast<double>(moments->mean / std::hypot(Real{1}, variation)),
                             static_cast<double>(std::sqrt(std::log1p(variation * variation)))};
  }
  if (const auto* pert = std::get_if<config::Pert>(&law)) {
    const Real width = Real{pert->high} - pert->low;
    return config::Beta{static_cast<double>(1 + pert->lambda * ((Real{pert->mode} - pert->low) / width)),
                        static_cast<double>(1 + pert->lambda * ((Real{pert->high} - pert->mode) / width)), pert->low, pert->high};
  }
  return law;
}

Tails tails(const config::Law& law, double x) {
  if (std::isinf(x)) return x < 0 ? Tails{0, 1} : Tails{1, 0};
  return std::visit(
      Overloaded{
          [&](const config::Normal& l) { return normal_tails((Real{x} - l.mean) / l.sd); },
          [&](const config::Lognormal& l) {
            return x <= 0 ? Tails{0, 1} : normal_tails(std::log(Real{x} / l.median) / l.sigma);
          },
          [&](const config::Uniform& l) {
            const Real width = Real{l.high} - l.low;
            return x <= l.low ? Tails{0, 1} : x >= l.high ? Tails{1, 0} : Tails{(Real{x} - l.low) / width, (Real{l.high} - x) / width};
          },
          [&](const config::Triangular& l) {
            return x <= l.low ? Tails{0, 1} : x >= l.high ? Tails{1, 0} : triangular_tails(l, x);
          },
          [&](const config::Beta& l) {
            const Real width = Real{l.high} - l.low;
            return Tails{BetaTail(l.alpha, l.beta).probability((Real{x} - l.low) / width),
                         BetaTail(l.beta, l.alpha).probability((Real{l.high} - x) / width)};
          },
          [&](const config::Gamma& l) {
            return table_tails(GammaTail(l.shape, End::lower), GammaTail(l.shape, End::upper), Real{x} / l.scale);
          },
          [&](const config::Weibull& l) {
            const Real hazard = x <= 0 ? 0 : std::pow(Real{x} / l.scale, Real{l.shape});
            return Tails{-std::expm1(-hazard), std::exp(-hazard)};
          },
          [&](const config::StudentT& l) {
            return table_tails(StudentTail(l.dof, End::lower), StudentTail(l.dof, End::upper), (Real{x} - l.location) / l.scale);
          },
          [&](const auto& other) -> Tails {
            if constexpr (std::is_same_v<decltype(other), const config::LognormalMoments&> ||
                          std::is_same_v<decltype(other), const config::Pert&>)
              return tails(standard_form(other), x);
            else
              throw std::logic_error("tails: this law is never truncated");
          },
      },
      law);
}

}  // namespace cellcast::sim
