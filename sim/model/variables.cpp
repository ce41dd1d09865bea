#include "sim/model/variables.hpp"

#include <algorithm>
#include <array>

namespace cellcast::sim {
namespace {

using enum Axis;
const std::vector<Axis> kSegmentMarket{segment, market, year}, kSegment{segment, year}, kYear{year}, kChemistry{chemistry, year},
    kMaterial{material, year}, kDriver{driver, year}, kSubmarket{submarket, year}, kSplit{split, year},
    kProducer{producer, segment, year}, kRank{segment, rank, year};

const std::array<Variable, kVariables> kTable{{
    {VariableId::demand, "demand", "GWh", "market demand, all suppliers, after price effects", kSegmentMarket},
    {VariableId::home_share, "home_share", "1", "share of demand that falls to home producers", kSegmentMarket},
    {VariableId::deliveries, "deliveries", "GWh", "home production by destination", kSegmentMarket},
    {VariableId::local_supply, "local_supply", "GWh", "supply by plants outside the home market", kSegmentMarket},
    {VariableId::overseas_home_supply, "overseas_home_supply", "GWh", "supply by home-owned plants outside the home market",
     kSegmentMarket},
    {VariableId::tariff, "tariff", "1", "duty on imports from home, mean over the year", kSegmentMarket},
    {VariableId::call, "call", "GWh", "call on home producers", kSegment},
    {VariableId::production, "production", "GWh", "production of home producers", kSegment},
    {VariableId::capacity, "capacity", "GWh", "nameplate capacity of home producers", kSegment},
    {VariableId::utilization, "utilization", "1", "production over capacity", kSegment},
    {VariableId::pressure, "pressure", "1", "call over capacity", kSegment},
    {VariableId::balance, "balance", "GWh", "effective capacity less call", kSegment},
    {VariableId::unmet, "unmet", "GWh", "call that home producers cannot meet", kSegment},
    {VariableId::price, "price", "yuan/Wh", "price of home producers", kSegment},
    {VariableId::cost, "cost", "yuan/Wh", "unit cost of home producers", kSegment},
    {VariableId::gross_margin, "gross_margin", "1", "gross margin of home producers", kSegment},
    {VariableId::revenue, "revenue", "billion yuan", "revenue of home producers, net of absorbed duty", kSegment},
    {VariableId::export_value, "export_value", "billion yuan", "revenue of home producers abroad, net of absorbed duty", kSegment},
    {VariableId::duty, "duty", "billion yuan", "duty paid at destination", kSegment},
    {VariableId::retired, "retired", "GWh", "capacity that left during the year", kSegment},
    {VariableId::added, "added", "GWh", "capacity that entered during the year", kSegment},
    {VariableId::exports, "exports", "GWh", "deliveries outside the home market", kSegment},
    {VariableId::total_call, "total_call", "GWh", "call on home producers, all segments", kYear},
    {VariableId::total_production, "total_production", "GWh", "production of home producers, all segments", kYear},
    {VariableId::total_capacity, "total_capacity", "GWh", "nameplate capacity of home producers, all segments", kYear},
    {VariableId::total_balance, "total_balance", "GWh", "effective capacity less call, all segments", kYear},
    {VariableId::total_unmet, "total_unmet", "GWh", "call that home producers cannot meet, all segments", kYear},
    {VariableId::total_revenue, "total_revenue", "billion yuan", "revenue of home producers, all segments", kYear},
    {VariableId::total_export_value, "total_export_value", "billion yuan", "revenue of home producers abroad, all segments", kYear},
    {VariableId::total_duty, "total_duty", "billion yuan", "duty paid at destination, all segments", kYear},
    {VariableId::total_demand, "total_demand", "GWh", "demand, all segments and markets", kYear},
    {VariableId::total_exports, "total_exports", "GWh", "deliveries outside the home market, all segments", kYear},
    {VariableId::total_utilization, "total_utilization", "1", "production over capacity, all segments", kYear},
    {VariableId::world_supply, "world_supply", "GWh", "supply by home producers and by plants elsewhere", kYear},
    {VariableId::home_share_of_supply, "home_share_of_supply", "1", "home producers' share of world supply", kYear},
    {VariableId::home_owned_share_of_supply, "home_owned_share_of_supply", "1", "share of world supply from home-owned plants anywhere",
     kYear},
    {VariableId::material_price_index, "material_price_index", "1", "material price, base year = 1", kYear},
    {VariableId::cumulative_production, "cumulative_production", "GWh", "cumulative world supply", kYear},
    {VariableId::total_gross_margin, "total_gross_margin", "1", "gross margin of home producers, all segments", kYear},
    {VariableId::chemistry_production, "chemistry_production", "GWh", "home production by chemistry", kChemistry},
    {VariableId::material_demand, "material_demand", "kt", "materials in home production", kMaterial},
    {VariableId::driver_level, "driver_level", "driver_unit", "demand driver", kDriver},
    {VariableId::market_price, "market_price", "yuan/Wh", "what buyers pay, duty included", kSegmentMarket},
    {VariableId::unserved, "unserved", "GWh", "demand that neither imports nor local plants serve", kSegmentMarket, Table::quotas},
    {VariableId::total_unserved, "total_unserved", "GWh", "demand that neither imports nor local plants serve, all segments and markets",
     kYear, Table::quotas},
    {VariableId::producer_production, "producer_production", "GWh", "production of a group's plants in the home market", kProducer,
     Table::producers},
    {VariableId::producer_capacity, "producer_capacity", "GWh", "nameplate capacity of a group's plants in the home market", kProducer,
     Table::producers},
    {VariableId::producer_utilization, "producer_utilization", "1", "production over capacity of a group's plants in the home market",
     kProducer, Table::producers},
    {VariableId::producer_gross_margin, "producer_gross_margin", "1", "gross margin of a group's plants in the home market, not below -1",
     kProducer, Table::producers},
    {VariableId::producer_firms, "producer_firms", "firms", "firms in the group", kProducer, Table::producers},
    {VariableId::home_firms, "home_firms", "firms", "firms of home-owned groups", kSegment, Table::producers},
    {VariableId::producer_supply, "producer_supply", "GWh", "supply by a group's plants anywhere", kProducer, Table::producers},
    {VariableId::producer_share, "producer_share", "1", "a group's share of the segment's world supply", kProducer, Table::producers},
    {VariableId::home_concentration, "home_concentration", "1", "share of the largest home-owned firms in their production at home", kRank,
     Table::producers},
    {VariableId::world_concentration, "world_concentration", "1", "share of the largest firms in world supply", kRank, Table::producers},
    {VariableId::home_hhi, "home_hhi", "1", "Herfindahl index of home-owned firms' shares in their production at home", kSegment,
     Table::producers},
    {VariableId::world_hhi, "world_hhi", "1", "Herfindahl index of firms' shares in world supply", kSegment, Table::producers},
    {VariableId::submarket_demand, "submarket_demand", "GWh", "world demand of a submarket", kSubmarket, Table::submarkets},
    {VariableId::submarket_units, "submarket_units", "billion units", "world demand of a submarket in cells", kSubmarket,
     Table::submarkets},
    {VariableId::installed, "installed", "GWh", "put into service", kSegmentMarket, Table::installed_ratio},
    {VariableId::installed_power, "installed_power", "GW", "put into service, as power", kSegmentMarket, Table::duration},
    {VariableId::customs_value, "customs_value", "billion yuan", "exports as customs declare them", kSegmentMarket, Table::customs},
    {VariableId::customs_units, "customs_units", "billion units", "exports as customs count them", kSegmentMarket, Table::customs},
    {VariableId::total_customs_value, "total_customs_value", "billion yuan", "exports as customs declare them, all segments and markets",
     kYear, Table::customs},
    {VariableId::total_customs_units, "total_customs_units", "billion units", "exports as customs count them, all segments and markets",
     kYear, Table::customs},
    {VariableId::total_customs_value_usd, "total_customs_value_usd", "billion USD",
     "exports as customs declare them, all segments and markets, in dollars", kYear, Table::customs},
    {VariableId::customs_unit_price, "customs_unit_price", "yuan", "declared value of a unit", kYear, Table::customs},
    {VariableId::split_production, "split_production", "GWh", "home production by class of a split", kSplit, Table::splits},
    {VariableId::split_share, "split_share", "1", "share of a class in what its split divides", kSplit, Table::splits},
}};

constexpr std::array<std::string_view, kAxes> kAxisNames{"segment",   "market", "chemistry", "material", "driver",
                                                         "submarket", "split",  "producer",  "rank",     "year"};
constexpr std::array<std::string_view, kTables> kTableNames{
    "",         "[quotas]",      "[segments.NAME.submarkets]", "an `installed_ratio`", "a `duration`", "[customs]", "[segments.NAME.splits]",
    "[producers]"};

}  // namespace

std::string_view name(Axis axis) { return kAxisNames[static_cast<std::size_t>(axis)]; }

std::string_view name(Table table) { return kTableNames[static_cast<std::size_t>(table)]; }

std::string names_of(const std::vector<Axis>& axes) {
  std::string names;
  for (const Axis axis : axes) names += (names.empty() ? "" : " ") + std::string(name(axis));
  return names;
}

std::optional<std::vector<Axis>> find_axes(std::string_view names) {
  std::vector<Axis> axes;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    const auto found = std::ranges::find(kAxisNames, names.substr(0, end));
    if (found == kAxisNames.end()) return std::nullopt;
    axes.push_back(static_cast<Axis>(found - kAxisNames.begin()));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return axes;
}

std::span<const Variable> variables() { return kTable; }

const Variable& variable(VariableId id) { return kTable.at(index(id)); }

std::optional<VariableId> find_variable(std::string_view wanted) {
  const auto found = std::ranges::find(kTable, wanted, &Variable::name);
  if (found == kTable.end()) return std::nullopt;
  return found->id;
}

}  // namespace cellcast::sim
