#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {

// tau[s,m,t] = sum over the components in force of rate x fraction of the year's days
void tariffs(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    for (std::size_t m = 0; m < sizes.markets; ++m) fill(context.out(VariableId::tariff, s, m, year), 0);
  }
  for (const TariffRows& tariff : context.model.tariffs) {
    const double fraction = tariff.in_force[year];
    if (fraction == 0) continue;
    for (const std::size_t s : tariff.segments) {
      update(
          context.out(VariableId::tariff, s, tariff.market, year), [fraction](double sum, double rate) { return sum + rate * fraction; },
          context.in[tariff.rate]);
    }
  }
}

}  // namespace cellcast::sim
