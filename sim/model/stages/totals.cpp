#include <array>
#include <utility>

#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;
constexpr std::array<std::pair<VariableId, VariableId>, 9> kSegmentSums{{
    {total_call, VariableId::call},
    {total_production, VariableId::production},
    {total_capacity, VariableId::capacity},
    {total_balance, balance},
    {total_unmet, unmet},
    {total_revenue, revenue},
    {total_export_value, export_value},
    {total_duty, duty},
    {total_exports, exports},
}};

constexpr auto ratio = [](double part, double whole) { return whole > 0 ? part / whole : 0.0; };

void sums(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  for (const auto& [total, part] : kSegmentSums) {
    if (!context.needs(total)) continue;
    sum(context.out(total, year), sizes.segments, [&, id = part](std::size_t s) { return context.out(id, s, year); });
  }
  if (!context.needs(total_demand)) return;
  sum(context.out(total_demand, year), sizes.segments * sizes.markets,
      [&](std::size_t k) { return context.out(VariableId::demand, k / sizes.markets, k % sizes.markets, year); });
}

// 1 - sum of production x cost / total_revenue, 0 where that is 0
void margin(Context& context, std::size_t year) {
  const Values result = context.out(total_gross_margin, year);
  fill(result, 0);
  for (std::size_t s = 0; s < context.model.sizes.segments; ++s) {
    update(
        result, [](double sum, double made, double cost) { return sum + made * cost; }, context.out(VariableId::production, s, year),
        context.out(VariableId::cost, s, year));
  }
  update(
      result, [](double spent, double income) { return income > 0 ? 1 - spent / income : 0.0; }, context.out(total_revenue, year));
}

// (total_production + supply by home-owned plants elsewhere) / world_supply
void owned_share(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  const Values result = context.out(home_owned_share_of_supply, year);
  sum(result, 1 + sizes.segments * sizes.markets, [&](std::size_t k) {
    if (k == 0) return context.out(total_production, year);
    return context.out(overseas_home_supply, (k - 1) / sizes.markets, (k - 1) % sizes.markets, year);
  });
  update(result, ratio, context.out(world_supply, year));
}

}  // namespace

void totals(Context& context, std::size_t year) {
  sums(context, year);
  if (context.needs(total_gross_margin)) margin(context, year);
  if (context.needs(home_owned_share_of_supply)) owned_share(context, year);
  if (context.needs(total_utilization))
    map(context.out(total_utilization, year), ratio, context.out(total_production, year), context.out(total_capacity, year));
  if (context.needs(home_share_of_supply))
    map(context.out(home_share_of_supply, year), ratio, context.out(total_production, year), context.out(world_supply, year));
}

}  // namespace cellcast::sim
