#include "sim/model/accounts/accounts.hpp"

namespace cellcast::sim {
namespace {

// installed_power = installed / h[t], h going in a line from h_0 to h_T
void power(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const SegmentMarketRows& market = context.model.segments[s].markets[m];
  const Values result = context.out(VariableId::installed_power, s, m, year);
  if (!market.duration) return fill(result, 0);
  const double passed = context.passed(year);
  map(
      result, [passed](double energy, double first, double last) { return energy / (first + (last - first) * passed); },
      context.out(VariableId::installed, s, m, year), context.in[*market.duration],
      context.in[market.duration_end.value_or(*market.duration)]);
}

}  // namespace

// installed = (demand - unserved) installed_ratio
void installation(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  if (!context.needs(VariableId::installed)) return;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    for (std::size_t m = 0; m < sizes.markets; ++m) {
      const Values result = context.out(VariableId::installed, s, m, year);
      if (const auto& ratio = context.model.segments[s].markets[m].installed_ratio) {
        map(
            result, [](double served, double r) { return served * r; }, context.served(s, m, year), context.in[*ratio]);
      } else {
        fill(result, 0);
      }
      if (context.needs(VariableId::installed_power)) power(context, s, m, year);
    }
  }
}

}  // namespace cellcast::sim
