#include "sim/stats/infer/binomial.hpp"

#include "sim/math/double_double.hpp"

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;

double mass(double p, double n, double k) {
  const Real choices = math::log_gamma(Real(n) + 1) - math::log_gamma(Real(k) + 1) - math::log_gamma(Real(n - k) + 1);
  return math::exp(choices + math::log(Real(p)) * k + math::log1p(-Real(p)) * (n - k)).high;
}

}  // namespace

BinomialWalk::BinomialWalk(double p, std::uint64_t n, std::uint64_t count, Side side)
    : n_(static_cast<double>(n)),
      odds_(p / (1 - p)),
      count_(static_cast<double>(count)),
      side_(side),
      here_(mass(p, n_, count_)),
      probability_(here_) {
  constexpr double kNegligible = 1e-20;
  double term = here_;
  for (double k = count_; term > kNegligible * probability_; probability_ += term) {
    if (side == Side::at_most) {
      if (k == 0) break;
      k -= 1;
      term /= growth(k);
    } else {
      if (k == n_) break;
      term *= growth(k);
      k += 1;
    }
  }
}

void BinomialWalk::advance() {
  if (side_ == Side::at_most) {
    here_ *= growth(count_);
    count_ += 1;
  } else {
    count_ -= 1;
    here_ /= growth(count_);
  }
  probability_ += here_;
}

}  // namespace cellcast::sim
