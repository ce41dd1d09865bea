#include "sim/stats/infer/ranks.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stats/infer/binomial.hpp"

namespace cellcast::sim {
namespace {

constexpr double kTail = 0.025;

}  // namespace

RankBounds confidence_ranks(double p, std::uint64_t n) {
  if (p <= 0) return {RankBounds::kNone, 1};
  if (p >= 1) return {n, RankBounds::kNone};
  const double deviation = std::sqrt(static_cast<double>(n) * p * (1 - p));
  const double centre = static_cast<double>(n) * p;

  // X(low) <= q fails where fewer than low values are <= q: P(B <= low - 1) <= 2.5 %. Start beyond the answer and come in.
  double low = std::max(0.0, std::floor(centre - 3 * deviation - 3));
  BinomialWalk below(p, n, static_cast<std::uint64_t>(low), BinomialWalk::Side::at_most);
  for (; low + 1 <= static_cast<double>(n) && below.probability() <= kTail; ++low) below.advance();
  // q <= X(high) fails where at least high values are < q: P(B >= high) <= 2.5 %.
  const double beyond = static_cast<double>(n) + 1;
  double high = std::min(beyond, std::ceil(centre + 3 * deviation + 3));
  BinomialWalk above(p, n, static_cast<std::uint64_t>(high) - 1, BinomialWalk::Side::at_least);
  for (; high > 1 && above.probability() <= kTail; --high) above.advance();

  return {static_cast<std::uint64_t>(low), high < beyond ? static_cast<std::uint64_t>(high) : RankBounds::kNone};
}

}  // namespace cellcast::sim
