#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cellcast::sim {

enum class Axis : std::uint8_t { segment, market, chemistry, material, driver, submarket, split, producer, rank, year };
inline constexpr std::size_t kAxes = static_cast<std::size_t>(Axis::year) + 1;

/// What of a scenario brings variables with it. A variable of what a scenario does not have does not exist there.
enum class Table : std::uint8_t { none, quotas, submarkets, installed_ratio, duration, customs, splits, producers };
inline constexpr std::size_t kTables = static_cast<std::size_t>(Table::producers) + 1;

/// As in a file, for people: `[producers]`; empty for none.
std::string_view name(Table table);

/// `segment`, `market`, ... : the names of dimensions in result files.
std::string_view name(Axis axis);

/// The output variables, in the order of docs/model.md. The enumerator's name is the variable's.
/// From kVariables on, the derived outputs of a scenario, in its order (Labels::derived).
enum class VariableId : std::uint16_t {
  demand,
  home_share,
  deliveries,
  local_supply,
  overseas_home_supply,
  tariff,
  call,
  production,
  capacity,
  utilization,
  pressure,
  balance,
  unmet,
  price,
  cost,
  gross_margin,
  revenue,
  export_value,
  duty,
  retired,
  added,
  exports,
  total_call,
  total_production,
  total_capacity,
  total_balance,
  total_unmet,
  total_revenue,
  total_export_value,
  total_duty,
  total_demand,
  total_exports,
  total_utilization,
  world_supply,
  home_share_of_supply,
  home_owned_share_of_supply,
  material_price_index,
  cumulative_production,
  total_gross_margin,
  chemistry_production,
  material_demand,
  driver_level,
  market_price,
  unserved,
  total_unserved,
  producer_production,
  producer_capacity,
  producer_utilization,
  producer_gross_margin,
  producer_firms,
  home_firms,
  producer_supply,
  producer_share,
  home_concentration,
  world_concentration,
  home_hhi,
  world_hhi,
  submarket_demand,
  submarket_units,
  installed,
  installed_power,
  customs_value,
  customs_units,
  total_customs_value,
  total_customs_units,
  total_customs_value_usd,
  customs_unit_price,
  split_production,
  split_share,
};
inline constexpr std::size_t kVariables = static_cast<std::size_t>(VariableId::split_share) + 1;
inline constexpr std::size_t kMostDerived = 200;

inline constexpr std::size_t index(VariableId id) { return static_cast<std::size_t>(id); }
inline constexpr bool is_derived(VariableId id) { return index(id) >= kVariables; }
inline constexpr VariableId derived_id(std::size_t k) { return static_cast<VariableId>(kVariables + k); }

/// One output variable of the model, or a derived output.
struct Variable {
  VariableId id;
  std::string name;
  std::string unit;  ///< `driver_level`: "driver_unit", each driver has its own
  std::string long_name;
  std::vector<Axis> axes;  ///< year last; a derived output may have none
  Table table = Table::none;
  std::string expression{};  ///< of a derived output
  std::string dimensions{};  ///< of a derived output, the names of its axes between blanks
};

/// `segment year`: the names of axes between blanks.
std::string names_of(const std::vector<Axis>& axes);
/// The axes of such names; nothing where one is none.
std::optional<std::vector<Axis>> find_axes(std::string_view names);

/// All variables of the model, indexed by VariableId.
std::span<const Variable> variables();
/// One of the model's; Labels::variable has derived outputs too. Throws std::out_of_range for these.
const Variable& variable(VariableId id);
std::optional<VariableId> find_variable(std::string_view wanted);

}  // namespace cellcast::sim
