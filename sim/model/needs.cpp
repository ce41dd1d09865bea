#include "sim/model/needs.hpp"

#include <utility>

namespace cellcast::sim {
namespace {

using enum VariableId;

/// (a variable, one that it is computed of) of those that a run may do without: accounts, which nothing in a later year asks for. In
/// order: a variable stands on the left after it has stood on the right.
constexpr std::pair<VariableId, VariableId> kComputedOf[]{
    {producer_capacity, producer_production},
    {producer_utilization, producer_production},
    {producer_gross_margin, producer_production},
    {producer_firms, producer_production},
    {home_firms, producer_production},
    {producer_supply, producer_production},
    {producer_share, producer_production},
    {home_concentration, producer_production},
    {world_concentration, producer_production},
    {home_hhi, producer_production},
    {world_hhi, producer_production},
    {producer_production, revenue},
    {producer_production, overseas_home_supply},
    {submarket_units, submarket_demand},
    {installed_power, installed},
    {total_customs_value, customs_value},
    {total_customs_units, customs_value},
    {total_customs_value_usd, customs_value},
    {customs_unit_price, customs_value},
    {customs_units, customs_value},
    {customs_value, deliveries},
    {split_share, split_production},
    {total_gross_margin, total_revenue},
    {total_revenue, revenue},
    {total_export_value, export_value},
    {total_duty, duty},
    {gross_margin, revenue},
    {revenue, export_value},
    {export_value, deliveries},
    {duty, deliveries},
    {total_exports, exports},
    {exports, deliveries},
    {total_balance, balance},
    {total_unmet, unmet},
    {total_utilization, total_production},
    {total_utilization, total_capacity},
    {home_share_of_supply, total_production},
    {home_owned_share_of_supply, total_production},
    {home_owned_share_of_supply, overseas_home_supply},
    {material_demand, chemistry_production},
};

}  // namespace

std::array<bool, kVariables> needed_variables(std::span<const VariableId> wanted) {
  std::array<bool, kVariables> needed{};
  for (const VariableId id : wanted)
    if (!is_derived(id)) needed[index(id)] = true;
  for (const auto& [variable, part] : kComputedOf) needed[static_cast<std::size_t>(part)] |= needed[static_cast<std::size_t>(variable)];
  return needed;
}

}  // namespace cellcast::sim
