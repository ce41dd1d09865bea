#include "sim/random/laws/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/random/laws/law_forms.hpp"
#include "sim/random/laws/mixture.hpp"

namespace cellcast::sim {

namespace {

using Made = std::shared_ptr<const Quantile>;
using Table = std::shared_ptr<const QuantileTable>;

Made wrap(QuantileLaw law, const Window& window, double min, double max) {
  return std::make_shared<Quantile>(std::move(law), window, min, max);
}

Made make_metalog(const config::Metalog& law, double min, double max) {
  const Metalog m = fit(law, min, max);
  const Window whole;
  if (std::isinf(min) && std::isinf(max)) return wrap(m, whole, min, max);
  if (std::isinf(max)) return wrap(MetalogAbove{m, min}, whole, min, max);
  if (std::isinf(min)) return wrap(MetalogBelow{m, max}, whole, min, max);
  return wrap(MetalogBetween{m, min, max}, whole, min, max);
}

/// Truncated, it is uniform again: no need to go through probabilities.
Made make_uniform(const config::Uniform& law, double min, double max) {
  const UniformQuantile uniform{std::max(law.low, min), std::min(law.high, max)};
  return wrap(uniform, Window{}, uniform.low, uniform.high);
}

Made make_triangular(const config::Triangular& law, double min, double max) {
  if (min <= law.low && max >= law.high) return wrap(TriangularQuantile(law), Window{}, law.low, law.high);
  return wrap(TruncatedTriangular(law, min, max), Window{}, std::max(law.low, min), std::min(law.high, max));
}

}  // namespace

double Quantile::once(double u) const {
  const auto* law = std::get_if<TableQuantile>(&law_);
  if (!law) return (*this)(u);
  return std::clamp(law->origin + law->unit * law->table->once(window_.p(u), window_.q(u)), min_, max_);
}

double Quantile::nearly(double u) const {
  const auto* law = std::get_if<TableQuantile>(&law_);
  if (!law) return (*this)(u);
  return std::clamp(law->origin + law->unit * law->table->solve(window_.p(u), window_.q(u)), min_, max_);
}

void Quantile::prepare() const {
  if (const auto* law = std::get_if<TableQuantile>(&law_)) law->table->pieces();
}

struct QuantileFactory::Tables {
  enum class Family { beta, gamma, student };

  template <class Lower, class Upper>
  Table get(Family family, double first, double second, Lower lower, Upper upper) {
    Table& table = made[{family, first, second}];
    if (!table) table = std::make_shared<const QuantileTable>(lower(), upper());
    return table;
  }

  Table beta(double a, double b) {
    return get(
        Family::beta, a, b, [&] { return std::make_unique<BetaTail>(a, b, End::lower); },
        [&] { return std::make_unique<BetaTail>(b, a, End::upper); });
  }
  Table gamma(double shape) {
    return get(
        Family::gamma, shape, 0, [&] { return std::make_unique<GammaTail>(shape, End::lower); },
        [&] { return std::make_unique<GammaTail>(shape, End::upper); });
  }
  Table student(double dof) {
    return get(
        Family::student, dof, 0, [&] { return std::make_unique<StudentTail>(dof, End::lower); },
        [&] { return std::make_unique<StudentTail>(dof, End::upper); });
  }

  /// A continuous law whose probability is truncated.
  Made truncated(const config::Law& law, double min, double max) {
    if (const auto* l = std::get_if<config::Triangular>(&law)) return make_triangular(*l, min, max);
    if (const auto narrow = narrow_window(law, min, max)) {
      const config::Interval support = config::support({law, min, max});
      return wrap(*narrow, Window{}, support.low, support.high);
    }
    const Window w = window(law, min, max);
    if (const auto* l = std::get_if<config::Beta>(&law))
      return wrap(TableQuantile{beta(l->alpha, l->beta), l->low, l->high - l->low}, w, std::max(min, l->low), std::min(max, l->high));
    if (const auto* l = std::get_if<config::Gamma>(&law)) return wrap(TableQuantile{gamma(l->shape), 0, l->scale}, w, min, max);
    if (const auto* l = std::get_if<config::StudentT>(&law)) return wrap(TableQuantile{student(l->dof), l->location, l->scale}, w, min, max);
    const auto closed = [&](const auto& l) -> Made {
      if constexpr (requires { closed_quantile(l); })
        return wrap(closed_quantile(l), w, min, max);
      else
        throw std::logic_error("truncated: this law has no closed form");
    };
    return std::visit(closed, law);
  }

  std::map<std::tuple<Family, double, double>, Table> made;
};

QuantileFactory::QuantileFactory() : tables_(std::make_unique<Tables>()) {}
QuantileFactory::~QuantileFactory() = default;
QuantileFactory::QuantileFactory(QuantileFactory&&) noexcept = default;
QuantileFactory& QuantileFactory::operator=(QuantileFactory&&) noexcept = default;

std::shared_ptr<const Quantile> QuantileFactory::make(const config::Distribution& distribution) {
  if (const std::string why = problem(distribution); !why.empty()) throw std::invalid_argument(why);
  const config::Law law = standard_form(distribution.law);
  const double min = distribution.min, max = distribution.max;
  if (const auto* l = std::get_if<config::Mixture>(&law)) {
    std::vector<QuantileFunction> quantiles;
    for (const config::Distribution& component : l->of) quantiles.emplace_back([own = make(component)](double u) { return own->nearly(u); });
    const config::Interval support = config::support(distribution);
    return wrap(make_mixture(*l, std::move(quantiles)), Window{}, support.low, support.high);
  }
  if (const auto* l = std::get_if<config::Metalog>(&law)) return make_metalog(*l, min, max);
  if (const auto* l = std::get_if<config::Uniform>(&law)) return make_uniform(*l, min, max);
  if (const auto* l = std::get_if<config::Discrete>(&law)) return wrap(DiscreteQuantile(*l), Window{}, min, max);
  if (const auto* l = std::get_if<config::Empirical>(&law)) return wrap(EmpiricalQuantile(*l), Window{}, min, max);
  return tables_->truncated(law, min, max);
}

std::shared_ptr<const Quantile> make_quantile(const config::Distribution& distribution) { return QuantileFactory().make(distribution); }

}  // namespace cellcast::sim
