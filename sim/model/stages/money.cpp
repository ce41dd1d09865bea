#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// What a market pays home producers, and the duty on it. They absorb the part 1 - psi of the duty: net = price (1 + psi tau) / (1 + tau).
void abroad(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const ConstValues price = context.out(VariableId::price, s, year);
  const ConstValues pass_through = context.in[context.model.markets[m].tariff_pass_through];
  const ConstValues tariff = context.out(VariableId::tariff, s, m, year);
  const Values value = context.state.market_value();
  map(
      value, [](double delivered, double p, double psi, double tau) { return delivered * (p * (1 + psi * tau) / (1 + tau)); },
      context.out(VariableId::deliveries, s, m, year), price, pass_through, tariff);
  add(context.out(VariableId::export_value, s, year), value);
  update(
      context.out(VariableId::duty, s, year), [](double sum, double v, double tau) { return sum + v * tau; }, value, tariff);
}

}  // namespace

void money(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (!context.needs(VariableId::revenue) && !context.needs(VariableId::export_value) && !context.needs(VariableId::duty)) return;
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    const Values revenue = context.out(VariableId::revenue, s, year);
    const Values export_value = context.out(VariableId::export_value, s, year);
    fill(export_value, 0);
    fill(context.out(VariableId::duty, s, year), 0);
    for (std::size_t m = 0; m < model.sizes.markets; ++m) {
      if (m != model.home && !model.segments[s].markets[m].absent) abroad(context, s, m, year);
    }
    map(
        revenue, [](double abroad_value, double delivered, double price) { return abroad_value + delivered * price; }, export_value,
        context.out(VariableId::deliveries, s, model.home, year), context.out(VariableId::price, s, year));
    map(
        context.out(VariableId::gross_margin, s, year),
        [](double made, double cost, double price, double income) { return income > 0 ? 1 - made * cost / income : 1 - cost / price; },
        context.out(VariableId::production, s, year), context.out(VariableId::cost, s, year), context.out(VariableId::price, s, year),
        revenue);
  }
}

}  // namespace cellcast::sim
