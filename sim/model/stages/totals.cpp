#include <array>
#include <utility>

#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

constexpr std::array<std::pair<VariableId, VariableId>, 9> kSegmentSums{{
    {VariableId::total_call, VariableId::call},
    {VariableId::total_production, VariableId::production},
    {VariableId::total_capacity, VariableId::capacity},
    {VariableId::total_balance, VariableId::balance},
    {VariableId::total_unmet, VariableId::unmet},
    {VariableId::total_revenue, VariableId::revenue},
    {VariableId::total_export_value, VariableId::export_value},
    {VariableId::total_duty, VariableId::duty},
    {VariableId::total_exports, VariableId::exports},
}};

constexpr std::array<std::pair<VariableId, VariableId>, 2> kMarketSums{{
    {VariableId::total_demand, VariableId::demand},
    {VariableId::total_unserved, VariableId::unserved},
}};

constexpr auto ratio = [](double part, double whole) { return whole > 0 ? part / whole : 0.0; };

void sums(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  for (const auto& [total, part] : kSegmentSums) {
    if (!context.needs(total)) continue;
    sum(context.out(total, year), sizes.segments, [&, id = part](std::size_t s) { return context.out(id, s, year); });
  }
  for (const auto& [total, part] : kMarketSums) {
    if (!context.needs(total)) continue;
    sum(context.out(total, year), sizes.segments * sizes.markets,
        [&, id = part](std::size_t k) { return context.out(id, k / sizes.markets, k % sizes.markets, year); });
  }
}

// 1 - sum of production x cost / total_revenue, 0 where that is 0
void margin(Context& context, std::size_t year) {
  const Values result = context.out(VariableId::total_gross_margin, year);
  fill(result, 0);
  for (std::size_t s = 0; s < context.model.sizes.segments; ++s) {
    update(
        result, [](double sum, double made, double cost) { return sum + made * cost; }, context.out(VariableId::production, s, year),
        context.out(VariableId::cost, s, year));
  }
  update(
      result, [](double spent, double income) { return income > 0 ? 1 - spent / income : 0.0; },
      context.out(VariableId::total_revenue, year));
}

// (total_production + supply by home-owned plants elsewhere) / world_supply
void owned_share(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  const Values result = context.out(VariableId::home_owned_share_of_supply, year);
  sum(result, 1 + sizes.segments * sizes.markets, [&](std::size_t k) {
    if (k == 0) return context.out(VariableId::total_production, year);
    return context.out(VariableId::overseas_home_supply, (k - 1) / sizes.markets, (k - 1) % sizes.markets, year);
  });
  update(result, ratio, context.out(VariableId::world_supply, year));
}

}  // namespace

void totals(Context& context, std::size_t year) {
  sums(context, year);
  if (context.needs(VariableId::total_gross_margin)) margin(context, year);
  if (context.needs(VariableId::home_owned_share_of_supply)) owned_share(context, year);
  const ConstValues made = context.out(VariableId::total_production, year);
  if (context.needs(VariableId::total_utilization))
    map(context.out(VariableId::total_utilization, year), ratio, made, context.out(VariableId::total_capacity, year));
  if (context.needs(VariableId::home_share_of_supply))
    map(context.out(VariableId::home_share_of_supply, year), ratio, made, context.out(VariableId::world_supply, year));
}

}  // namespace cellcast::sim
