#include "sim/decide/regressors.hpp"

#include <algorithm>
#include <array>

#include "sim/math/normal.hpp"

namespace cellcast::sim {
namespace {

/// [trial], numbers of the values that a factor has, from the smallest; empty where there are more than `most`.
std::vector<std::uint32_t> levels_of(const Ranking& factor, std::size_t most, std::size_t& count) {
  std::vector<std::uint32_t> levels(factor.order.size());
  count = 0;
  std::uint32_t last = 0;  // no rank is 0
  for (const std::uint32_t trial : factor.order) {
    if (factor.twice[trial] != last) ++count;
    if (count > most) return {};
    last = factor.twice[trial];
    levels[trial] = static_cast<std::uint32_t>(count - 1);
  }
  return levels;
}

const std::array<double, Regressors::kKnots>& knots() {
  static const auto at = [] {
    std::array<double, Regressors::kKnots> places{};
    for (std::size_t k = 0; k < places.size(); ++k)
      places[k] = math::normal_quantile((static_cast<double>(k) + 0.5) / static_cast<double>(places.size()));
    return places;
  }();
  return at;
}

double cube_above(double x) { return x > 0 ? x * x * x : 0; }

/// 1, z and the kKnots - 2 functions that bend between the knots and are straight beyond them.
void spline(double z, std::span<double> out) {
  const auto& knot = knots();
  const std::size_t last = knot.size() - 1;
  const auto bend = [&](std::size_t k) { return (cube_above(z - knot[k]) - cube_above(z - knot[last])) / (knot[last] - knot[k]); };
  const double end = bend(last - 1);
  out[0] = 1;
  out[1] = z;
  for (std::size_t k = 0; k + 2 < knot.size(); ++k) out[k + 2] = bend(k) - end;
}

}  // namespace

NormalScores::NormalScores(std::size_t trials) : whole_(trials + 1) {
  for (std::size_t rank = 1; rank <= trials; ++rank) whole_[rank] = between(static_cast<std::uint32_t>(2 * rank));
}

double NormalScores::between(std::uint32_t twice_rank) const {
  return math::normal_quantile((twice_rank - 1.0) / (2 * static_cast<double>(whole_.size() - 1)));
}

std::vector<double> NormalScores::of(const Ranking& factor) const {
  std::vector<double> scores;
  scores.reserve(factor.twice.size());
  for (const std::uint32_t twice : factor.twice) scores.push_back(of(twice));
  return scores;
}

Regressors Regressors::of(const Ranking& factor, const NormalScores& scores) {
  std::size_t count = 0;
  std::vector<std::uint32_t> levels = levels_of(factor, kFewValues, count);
  if (count <= kFewValues) {
    Regressors its(Kind::levels, count);
    its.levels_ = std::move(levels);
    return its;
  }
  Regressors its(Kind::spline, kKnots);
  its.scores_ = {scores.of(factor)};
  return its;
}

Regressors Regressors::of(std::span<const Ranking* const> factors, const NormalScores& scores) {
  const std::size_t m = factors.size();
  const bool has_products = m <= kPaired;
  Regressors its(Kind::powers, 1 + 3 * m + (has_products ? m * (m - 1) / 2 : 0));
  its.has_products_ = has_products;
  for (const Ranking* factor : factors) its.scores_.push_back(scores.of(*factor));
  return its;
}

void Regressors::at(std::size_t trial, std::span<double> out) const {
  if (kind_ == Kind::levels) {
    std::ranges::fill(out, 0.0);
    out[levels_[trial]] = 1;
    return;
  }
  if (kind_ == Kind::spline) {
    spline(scores_.front()[trial], out);
    return;
  }
  std::size_t k = 0;
  out[k++] = 1;
  for (const auto& scores : scores_) {
    const double z = scores[trial], square = z * z;
    out[k++] = z;
    out[k++] = square;
    out[k++] = square * z;
  }
  if (!has_products_) return;
  for (std::size_t a = 0; a < scores_.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) out[k++] = scores_[a][trial] * scores_[b][trial];
}

}  // namespace cellcast::sim
