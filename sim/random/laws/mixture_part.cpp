#include "sim/random/laws/mixture_part.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "sim/random/laws/law_forms.hpp"
#include "sim/random/laws/metalog.hpp"
#include "sim/random/laws/plain_tails.hpp"
#include "sim/random/laws/step_laws.hpp"
#include "sim/random/laws/window.hpp"

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;
using Knots = std::vector<double>;

double within_unit(double p) { return p < 0 ? 0 : p > 1 ? 1 : p; }

/// The ends of a support that are finite, and the mode of a triangle.
Knots ends(const config::Distribution& distribution) {
  const config::Interval support = config::support(distribution);
  Knots out;
  for (const double end : {support.low, support.high})
    if (std::isfinite(end)) out.push_back(end);
  if (const auto* triangular = std::get_if<config::Triangular>(&distribution.law))
    if (triangular->mode > support.low && triangular->mode < support.high) out.push_back(triangular->mode);
  return out;
}

/// A continuous law in double, perhaps with both ends cut off.
template <class Plain>
class PlainPart : public MixturePart {
 public:
  PlainPart(Plain law, const config::Distribution& whole, const Window& window)
      : law_(std::move(law)), min_(whole.min), max_(whole.max), window_(window), knots_(ends(whole)) {}
  double below(double x) const override {
    return x < min_ ? 0 : x >= max_ ? 1 : within_unit((law_.below(x) - window_.below) / window_.mass);
  }
  double above(double x) const override {
    return x < min_ ? 1 : x >= max_ ? 0 : within_unit((law_.above(x) - window_.above) / window_.mass);
  }
  Knots knots() const override { return knots_; }

 private:
  Plain law_;
  double min_, max_;
  Window window_;
  Knots knots_;
};

/// The same in double-double, for shapes and windows in which double would lose too much.
class WidePart : public MixturePart {
 public:
  explicit WidePart(const config::Distribution& whole)
      : law_(whole.law), min_(whole.min), max_(whole.max), at_min_(tails(law_, min_)), at_max_(tails(law_, max_)), knots_(ends(whole)) {
    mass_ = at_max_.below.high <= 0.5   ? at_max_.below - at_min_.below
            : at_min_.above.high <= 0.5 ? at_min_.above - at_max_.above
                                        : 1 - at_min_.below - at_max_.above;
  }
  /// Whether what cancels leaves enough of 25 digits.
  bool suffices() const {
    const double largest = std::min(at_max_.below.high, at_min_.above.high);
    return mass_.high >= 1e-250 && mass_.high >= 1e-8 * largest;
  }
  double below(double x) const override {
    return x < min_ ? 0 : x >= max_ ? 1 : within_unit(((tails(law_, x).below - at_min_.below) / mass_).high);
  }
  double above(double x) const override {
    return x < min_ ? 1 : x >= max_ ? 0 : within_unit(((tails(law_, x).above - at_max_.above) / mass_).high);
  }
  Knots knots() const override { return knots_; }

 private:
  config::Law law_;
  double min_, max_;
  Tails at_min_, at_max_;
  Real mass_;
  Knots knots_;
};

/// Of a window so narrow that only the quantile function resolves it: that is searched.
class SearchedPart : public MixturePart {
 public:
  SearchedPart(const config::Distribution& whole, QuantileFunction quantile)
      : quantile_(std::move(quantile)), support_(config::support(whole)) {}
  double below(double x) const override {
    if (x <= support_.low) return 0;
    if (x >= support_.high) return 1;
    double low = 0, high = 1;
    for (;;) {
      const double middle = (low + high) / 2;
      if (middle <= low || middle >= high) return middle;
      (quantile_(middle) <= x ? low : high) = middle;
    }
  }
  double above(double x) const override { return 1 - below(x); }
  Knots knots() const override { return {support_.low, support_.high}; }

 private:
  QuantileFunction quantile_;
  config::Interval support_;
};

/// The log odds L = ln(p / q) at which the metalog M has a value. In these M(L) - a1 = (a2 + a3 tanh(L / 2) / 2) L.
class MetalogPart : public MixturePart {
 public:
  explicit MetalogPart(const config::Distribution& whole)
      : metalog_(fit(std::get<config::Metalog>(whole.law), whole.min, whole.max)),
        median_(std::get<config::Metalog>(whole.law).p50),
        min_(whole.min),
        max_(whole.max),
        knots_(ends(whole)) {}
  double below(double x) const override { return x <= min_ ? 0 : x >= max_ ? 1 : share(log_odds(x)); }
  double above(double x) const override { return x <= min_ ? 1 : x >= max_ ? 0 : share(-log_odds(x)); }
  Knots knots() const override { return knots_; }

 private:
  static double share(double log_odds) { return 1 / (1 + math::exp(-log_odds)); }

  /// What the metalog is of, less its median: differences of logarithms as logarithms of 1 and the distance from the median.
  double from_median(double x) const {
    const double distance = x - median_;
    const bool has_min = std::isfinite(min_), has_max = std::isfinite(max_);
    if (!has_min && !has_max) return distance;
    return (has_min ? math::log1p(distance / (median_ - min_)) : 0) - (has_max ? math::log1p(-distance / (max_ - median_)) : 0);
  }

  /// Newton's method in a bracket that halves where it leaves.
  double log_odds(double x) const {
    const double wanted = from_median(x);
    double low = -745, high = 745, at = std::fmin(std::fmax(wanted / metalog_.a2, low), high);
    for (int i = 0; i < 200; ++i) {
      const double p = share(at), q = share(-at), slope_of_line = metalog_.a2 + metalog_.a3 * ((p - q) / 2);
      const double excess = slope_of_line * at - wanted;
      if (excess == 0) return at;
      (excess < 0 ? low : high) = at;
      double next = at - excess / (slope_of_line + metalog_.a3 * at * p * q);
      if (!(next > low && next < high)) next = low + (high - low) / 2;
      if (std::fabs(next - at) <= 0x1p-51 * std::fabs(next) || next == low || next == high) return next;
      at = next;
    }
    return at;
  }

  Metalog metalog_;
  double median_, min_, max_;
  Knots knots_;
};

/// Values with probabilities of their own: sums of weights up to each, as the law itself has them, from both ends.
class DiscretePart : public MixturePart {
 public:
  explicit DiscretePart(const config::Discrete& law) : values_(law.values), upto_(DiscreteQuantile(law).probabilities()) {}
  double below(double x) const override { return sum(std::ranges::upper_bound(values_, x)); }
  double above(double x) const override { return 1 - below(x); }
  double before(double x) const override { return sum(std::ranges::lower_bound(values_, x)); }
  double from(double x) const override { return 1 - before(x); }
  Knots knots() const override { return values_; }

 private:
  double sum(std::vector<double>::const_iterator end) const {
    return end == values_.begin() ? 0 : upto_[static_cast<std::size_t>(end - values_.begin()) - 1];
  }
  std::vector<double> values_, upto_;
};

/// F linear between points; a value that is repeated has the probability between its first and its last.
class PointsPart : public MixturePart {
 public:
  explicit PointsPart(config::Empirical law) : law_(std::move(law)) {}
  double below(double x) const override {
    const auto next = std::ranges::upper_bound(law_.values, x);
    return between(static_cast<std::size_t>(next - law_.values.begin()), x);
  }
  double before(double x) const override {
    const auto next = std::ranges::lower_bound(law_.values, x);
    return between(static_cast<std::size_t>(next - law_.values.begin()), x);
  }
  double above(double x) const override { return 1 - below(x); }
  double from(double x) const override { return 1 - before(x); }
  Knots knots() const override {
    Knots out = law_.values;
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  /// At x between the values before and at `next`, of which the first may be x itself.
  double between(std::size_t next, double x) const {
    const auto& [p, v] = law_;
    if (next == 0) return 0;
    if (next == v.size()) return 1;
    return p[next - 1] + (p[next] - p[next - 1]) * ((x - v[next - 1]) / (v[next] - v[next - 1]));
  }
  config::Empirical law_;
};

/// Where double suffices: shapes of ordinary size, and no window that holds little of the law.
template <class L>
std::unique_ptr<const MixturePart> plain_part(const L& law, const config::Distribution& whole) {
  if constexpr (requires { plain_tails(law); }) {
    constexpr double kLeastPlainMass = 0.05;
    using Plain = decltype(plain_tails(law));
    const Window cut = std::isinf(whole.min) && std::isinf(whole.max) ? Window{} : window(whole.law, whole.min, whole.max);
    if (Plain::is_plain(law) && cut.mass >= kLeastPlainMass) return std::make_unique<PlainPart<Plain>>(Plain(law), whole, cut);
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<const MixturePart> mixture_part(const config::Distribution& distribution, QuantileFunction quantile) {
  const config::Distribution whole{standard_form(distribution.law), distribution.min, distribution.max};
  if (const auto* law = std::get_if<config::Discrete>(&whole.law)) return std::make_unique<DiscretePart>(*law);
  if (const auto* law = std::get_if<config::Empirical>(&whole.law)) return std::make_unique<PointsPart>(*law);
  if (std::holds_alternative<config::Metalog>(whole.law)) return std::make_unique<MetalogPart>(whole);
  if (auto part = std::visit([&](const auto& law) { return plain_part(law, whole); }, whole.law)) return part;
  if (auto part = std::make_unique<WidePart>(whole); part->suffices()) return part;
  return std::make_unique<SearchedPart>(whole, std::move(quantile));
}

}  // namespace cellcast::sim
