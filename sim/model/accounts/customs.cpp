#include "sim/model/accounts/accounts.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

// customs_value = deliveries c net r, net = price (1 + psi tau) / (1 + tau);  customs_units = deliveries c / unit_energy
void declare(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const Values value = context.out(VariableId::customs_value, s, m, year), units = context.out(VariableId::customs_units, s, m, year);
  const auto& declared = context.model.segments[s].customs;
  if (m == context.model.home || !declared || context.model.segments[s].markets[m].absent) {
    fill(value, 0);
    fill(units, 0);
    return;
  }
  const ConstValues delivered = context.out(VariableId::deliveries, s, m, year), part = context.in[declared->share];
  map(
      value,
      [](double d, double c, double price, double psi, double tau, double ratio) {
        return d * c * (price * (1 + psi * tau) / (1 + tau)) * ratio;
      },
      delivered, part, context.out(VariableId::price, s, year), context.in[context.model.markets[m].tariff_pass_through],
      context.out(VariableId::tariff, s, m, year), context.in[declared->value_ratio]);
  if (!declared->unit_energy) return fill(units, 0);
  map(
      units, [](double d, double c, double energy) { return d * c / energy; }, delivered, part, context.in[*declared->unit_energy]);
}

void total(Context& context, VariableId whole, VariableId part, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  sum(context.out(whole, year), sizes.segments * sizes.markets,
      [&](std::size_t k) { return context.out(part, k / sizes.markets, k % sizes.markets, year); });
}

}  // namespace

void customs(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (!model.customs || !context.needs(VariableId::customs_value)) return;
  for (std::size_t s = 0; s < model.sizes.segments; ++s)
    for (std::size_t m = 0; m < model.sizes.markets; ++m) declare(context, s, m, year);
  total(context, VariableId::total_customs_value, VariableId::customs_value, year);
  total(context, VariableId::total_customs_units, VariableId::customs_units, year);
  const ConstValues value = context.out(VariableId::total_customs_value, year);
  const double passed = context.passed(year);
  map(
      context.out(VariableId::total_customs_value_usd, year),
      [passed](double yuan, double first, double last) { return yuan / (first + (last - first) * passed); }, value,
      context.in[model.customs->exchange_rate], context.in[model.customs->exchange_rate_end]);
  map(context.out(VariableId::customs_unit_price, year), share_of, value, context.out(VariableId::total_customs_units, year));
}

}  // namespace cellcast::sim
