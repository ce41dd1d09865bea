#include "sim/random/laws/mixture.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace cellcast::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kEnough = 1e-14;  // of the smaller probability

// The grid: 16 probabilities to the octave, from 2^-54 to 1/2, at both ends.
constexpr std::uint64_t kFirst = (1023 - 54) << 4;
constexpr std::size_t kNodes = 53 * 16 + 1;

double probability_of(std::size_t node) { return std::bit_cast<double>((kFirst + node) << 48); }

/// The last node at or below a probability; beyond the grid for one that is smaller than all.
std::size_t node_below(double probability) { return static_cast<std::size_t>((std::bit_cast<std::uint64_t>(probability) >> 48) - kFirst); }

/// Halfway in the exponent, where the ends are of one sign and far apart.
double middle(double left, double right) {
  const double smaller = std::fmin(std::fabs(left), std::fabs(right)), larger = std::fmax(std::fabs(left), std::fabs(right));
  if ((left < 0) == (right < 0) && smaller > 0 && larger > 16 * smaller) return std::copysign(std::sqrt(smaller) * std::sqrt(larger), left);
  return left / 2 + right / 2;
}

}  // namespace

MixtureCurve::MixtureCurve(std::vector<std::unique_ptr<const MixturePart>> parts, std::vector<double> shares,
                           std::vector<QuantileFunction> quantiles)
    : parts_(std::move(parts)), shares_(std::move(shares)), quantiles_(std::move(quantiles)), nodes_(2 * kNodes) {
  std::vector<double> places;
  for (const auto& part : parts_) {
    const std::vector<double> own = part->knots();
    places.insert(places.end(), own.begin(), own.end());
  }
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  for (const double x : places)
    knots_.push_back({x, sum<&MixturePart::before>(x), sum<&MixturePart::from>(x), sum<&MixturePart::below>(x), sum<&MixturePart::above>(x)});
  for (std::atomic<double>& node : nodes_) node.store(std::numeric_limits<double>::quiet_NaN(), std::memory_order_relaxed);
}

template <double (MixturePart::*probability)(double) const>
double MixtureCurve::sum(double x) const {
  double sum = 0;
  for (std::size_t k = 0; k < parts_.size(); ++k) sum += shares_[k] * ((*parts_[k]).*probability)(x);
  return sum;
}

double MixtureCurve::excess(const Level& level, double x) const {
  return level.is_lower() ? sum<&MixturePart::below>(x) - level.p : level.q - sum<&MixturePart::above>(x);
}

double MixtureCurve::operator()(double p, double q) const {
  const Level level{p, q};
  const std::size_t next = reaching(level);
  if (next == knots_.size()) return between(level, next);
  const Knot& knot = knots_[next];
  const bool is_atom = level.is_lower() ? knot.before < p : knot.from > q;
  return is_atom ? knot.x : between(level, next);
}

std::size_t MixtureCurve::reaching(const Level& level) const {
  const auto falls_short = [&](const Knot& knot) { return level.is_lower() ? knot.below < level.p : knot.above > level.q; };
  return static_cast<std::size_t>(std::ranges::partition_point(knots_, falls_short) - knots_.begin());
}

double MixtureCurve::between(const Level& level, std::size_t next) const {
  return solve(level, between_nodes(level, between_knots(level, next)));
}

MixtureCurve::Bracket MixtureCurve::between_knots(const Level& level, std::size_t next) const {
  Bracket out{{-kInfinity, -level.size()}, {kInfinity, level.size()}};
  if (next > 0) {
    const Knot& knot = knots_[next - 1];
    out.left = {knot.x, level.is_lower() ? knot.below - level.p : level.q - knot.above};
  }
  if (next < knots_.size()) {
    const Knot& knot = knots_[next];
    out.right = {knot.x, level.is_lower() ? knot.before - level.p : level.q - knot.from};
  }
  return out;
}

MixtureCurve::Bracket MixtureCurve::between_parts(const Level& level, const Bracket& knots) const {
  double least = kInfinity, greatest = -kInfinity;
  for (const auto& quantile : quantiles_) {
    const double x = quantile(level.p);
    least = std::fmin(least, x), greatest = std::fmax(greatest, x);
  }
  Bracket out = knots;
  if (least > out.left.x && least < out.right.x) out.left = {least, excess(level, least)};
  if (greatest < out.right.x && greatest > out.left.x) out.right = {greatest, excess(level, greatest)};
  return out;
}

MixtureCurve::Bracket MixtureCurve::between_nodes(const Level& level, const Bracket& knots) const {
  const std::size_t index = node_below(level.size());
  if (index + 1 >= kNodes) return between_parts(level, knots);
  const double inner = node(level.is_lower(), index + 1), outer = node(level.is_lower(), index);
  const double near = probability_of(index) - level.size(), far = probability_of(index + 1) - level.size();
  const Side left = level.is_lower() ? Side{outer, near} : Side{inner, -far};
  const Side right = level.is_lower() ? Side{inner, far} : Side{outer, -near};
  // A node beyond a knot is of no use, and one at a knot may be the value of a jump.
  return {left.x > knots.left.x && left.x < knots.right.x ? left : knots.left,
          right.x < knots.right.x && right.x > knots.left.x ? right : knots.right};
}

double MixtureCurve::node(bool is_lower, std::size_t index) const {
  std::atomic<double>& kept = nodes_[is_lower ? index : kNodes + index];
  const double known = kept.load(std::memory_order_relaxed);
  if (!std::isnan(known)) return known;
  const double t = probability_of(index);
  const Level level = is_lower && t < 0.5 ? Level{t, 1 - t} : Level{1 - t, t};
  const std::size_t next = reaching(level);
  const bool is_atom = next < knots_.size() && (level.is_lower() ? knots_[next].before < level.p : knots_[next].from > level.q);
  const double x = is_atom ? knots_[next].x : solve(level, between_parts(level, between_knots(level, next)));
  kept.store(x, std::memory_order_relaxed);
  return x;
}

/// Chandrupatla's method (1997, Advances in Engineering Software 28, 145-149): inverse quadratic interpolation where three points bear it,
/// else halving. The first step is along the secant.
double MixtureCurve::solve(const Level& level, Bracket bracket) const {
  auto [a, b] = bracket;
  if (!(a.excess < 0)) return std::isfinite(a.x) ? a.x : b.x;
  if (!(b.excess > 0)) return std::isfinite(b.x) ? b.x : a.x;
  if (!std::isfinite(a.x)) a.x = -std::numeric_limits<double>::max();
  if (!std::isfinite(b.x)) b.x = std::numeric_limits<double>::max();
  double share = a.excess / (a.excess - b.excess);
  bool halves = false;
  for (int i = 0; i < 5000; ++i) {
    const Side& best = std::fabs(a.excess) < std::fabs(b.excess) ? a : b;
    const double width = std::fabs(b.x - a.x), tolerance = 0x1p-52 * std::fabs(best.x);
    if (width <= tolerance || std::fabs(best.excess) <= kEnough * level.size()) return best.x;
    const double least = std::isfinite(width) ? std::fmin(tolerance / width, 0.5) : 0;
    share = std::fmin(std::fmax(share, least), 1 - least);
    const double x = halves || !std::isfinite(width) ? middle(a.x, b.x) : a.x + share * (b.x - a.x);
    if (x == a.x || x == b.x) return best.x;
    const Side tried{x, excess(level, x)};
    const bool is_beside_a = (tried.excess < 0) == (a.excess < 0);
    const Side dropped = is_beside_a ? a : b;
    if (!is_beside_a) b = a;
    a = tried;
    const double xi = (a.x - b.x) / (dropped.x - b.x), phi = (a.excess - b.excess) / (dropped.excess - b.excess);
    halves = !(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi);
    if (!halves)
      share = a.excess / (b.excess - a.excess) * (dropped.excess / (b.excess - dropped.excess)) +
              (dropped.x - a.x) / (b.x - a.x) * (a.excess / (dropped.excess - a.excess)) * (b.excess / (dropped.excess - b.excess));
  }
  return middle(a.x, b.x);
}

double MixtureQuantile::operator()(double p, double q) const { return (*curve)(p, q); }

/// Only the proportions of weights count: their sum need be no double.
MixtureQuantile make_mixture(const config::Mixture& law, std::vector<QuantileFunction> quantiles) {
  const double largest = std::ranges::max(law.weights);
  double sum = 0;
  for (const double weight : law.weights) sum += weight / largest;
  std::vector<std::unique_ptr<const MixturePart>> parts;
  std::vector<double> shares;
  for (std::size_t k = 0; k < law.of.size(); ++k) {
    parts.push_back(mixture_part(law.of[k], quantiles[k]));
    shares.push_back(law.weights[k] / largest / sum);
  }
  return {std::make_shared<const MixtureCurve>(std::move(parts), std::move(shares), std::move(quantiles))};
}

}  // namespace cellcast::sim
