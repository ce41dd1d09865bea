#include "bench/budget.hpp"

#include <algorithm>

#include "sim/random/laws/law_forms.hpp"

namespace cellcast::bench {
namespace {

void add_law(Operations& sum, const config::Law& law) {
  const bool is_lognormal = std::holds_alternative<config::Lognormal>(law) || std::holds_alternative<config::LognormalMoments>(law);
  if (std::holds_alternative<config::Normal>(law) || is_lognormal) ++sum.normal_quantiles;
  if (is_lognormal) ++sum.exp;
  if (std::holds_alternative<config::Triangular>(law)) ++sum.square_roots;
  if (std::holds_alternative<config::Pert>(law) || std::holds_alternative<config::Beta>(law) ||
      std::holds_alternative<config::Gamma>(law) || std::holds_alternative<config::StudentT>(law))
    ++sum.tables;
  if (std::holds_alternative<config::Metalog>(law)) sum.log += 2, ++sum.exp, ++sum.divisions;
  if (std::holds_alternative<config::Weibull>(law)) sum.log += 3, ++sum.exp;
}

}  // namespace

Operations operations_of_draw(const sim::Plan& plan) {
  Operations sum;
  sum.uniforms = plan.inputs.size();
  for (const sim::CorrelatedGroup& group : plan.groups) {
    sum.normal_quantiles += group.members.size();
    sum.normal_cdfs += group.members.size();
  }
  for (const sim::Input& input : plan.inputs) add_law(sum, sim::standard_form(input.distribution.law));
  return sum;
}

Operations operations_of_model(const sim::Plan& plan) {
  const sim::Sizes& n = plan.model.sizes;
  const std::size_t years = n.years - 1, pairs = n.segments * n.markets, abroad = n.segments * (n.markets - 1);
  Operations sum;
  // Each year: the material price, each segment's shock and learning, each pair's price effect and, abroad, odds of the preferred share.
  sum.exp = years * (1 + 2 * n.segments + pairs + abroad);
  sum.log = years * (1 + pairs + abroad) + n.segments;
  sum.divisions += abroad * (1 + 3 * years);                     // relative prices and shares
  sum.divisions += pairs * years;                                // price index
  sum.divisions += (pairs + abroad + 2 * n.segments) * n.years;  // deliveries, net prices, gross margins
  sum.divisions += 2 * n.segments * n.years + years;             // utilization and pressure; cumulative growth
  sum.divisions += 3 * n.segments + 4 * n.years;                 // base year; totals
  for (const sim::SegmentRows& segment : plan.model.segments) {
    sum.divisions += segment.chemistry_base.size() + segment.chemistry_end.size();
    for (const sim::SegmentMarketRows& market : segment.markets) sum.divisions += market.limited ? years : 0;
    if (segment.growth != sim::Growth::logistic) continue;
    sum.exp += n.markets;
    sum.log += n.markets;
    sum.divisions += n.markets * (2 + years);
  }
  return sum;
}

}  // namespace cellcast::bench
