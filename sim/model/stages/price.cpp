#include <algorithm>
#include <numbers>

#include "sim/math/elementary.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

void price_of_base_year(Context& context, std::size_t s) {
  const SegmentRows& segment = context.model.segments[s];
  State& state = context.state;
  const ConstValues price = context.in[segment.price];
  const ConstValues margin = context.in[segment.gross_margin];

  map(
      state.learned_cost(s), [](double p, double g) { return p * (1 - g); }, price, margin);
  // Cost falls by the learning rate with each doubling of cumulative supply (Wright 1936): exponent -b = log2(1 - LR).
  map(
      state.learning_exponent(s), [](double rate) { return math::log(1 - rate) * std::numbers::log2e; }, context.in[segment.learning_rate]);
  map(
      state.base_markup(s), [](double g) { return g / (1 - g); }, margin);
  copy(context.out(VariableId::cost, s, 0), state.learned_cost(s));
  copy(context.out(VariableId::price, s, 0), price);
}

// l[t] = l[t-1] (X[t-1] / X[t-2])^(-b);  cost = l ((1 - w) + w M)
void cost(Context& context, std::size_t s, std::size_t year, ConstValues log_growth) {
  const SegmentRows& segment = context.model.segments[s];
  const Values learned = context.state.learned_cost(s);
  update(
      learned, [](double l, double exponent, double growth) { return l * math::exp(exponent * growth); },
      context.state.learning_exponent(s), log_growth);
  map(
      context.out(VariableId::cost, s, year), [](double l, double w, double index) { return l * ((1 - w) + w * index); }, learned,
      context.in[segment.material_share], context.out(VariableId::material_price_index, year));
}

// markup = max(floor, markup[0] + theta (pressure[t-1] - u0));  price = cost (1 + markup)
void price(Context& context, std::size_t s, std::size_t year) {
  const SegmentRows& segment = context.model.segments[s];
  map(
      context.out(VariableId::price, s, year),
      [](double unit_cost, double floor, double base_markup, double response, double pressure, double utilization) {
        return unit_cost * (1 + std::max(floor, base_markup + response * (pressure - utilization)));
      },
      context.out(VariableId::cost, s, year), context.in[segment.markup_floor], context.state.base_markup(s),
      context.in[segment.markup_response], context.out(VariableId::pressure, s, year - 1), context.in[segment.utilization]);
}

}  // namespace

void cost_and_price(Context& context, std::size_t year) {
  const std::size_t segments = context.model.sizes.segments;
  if (year == 0) {
    for (std::size_t s = 0; s < segments; ++s) price_of_base_year(context, s);
    return;
  }
  const Values log_growth = context.state.log_cumulative_growth();
  map(
      log_growth, [](double now, double before) { return math::log(now / before); },
      context.out(VariableId::cumulative_production, year - 1), context.state.cumulative_before());
  for (std::size_t s = 0; s < segments; ++s) {
    cost(context, s, year, log_growth);
    price(context, s, year);
  }
}

}  // namespace cellcast::sim
