#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "config/scenario/numbers.hpp"
#include "sim/model/layout.hpp"

namespace cellcast::sim {

/// A row of a block's parameters: the values of one quantity in the block's trials, be it constant or uncertain.
using Row = std::uint32_t;

// The scenario as the equations see it: names have become indices, every quantity is a row, nothing is optional.
// Symbols of docs/model.md stand behind the fields. Those of the scenario's own lists are rows under the same names.

struct MarketRows : config::MarketNumbers<Row> {
  Row overseas_home_share_end;  // phi_T
};

struct SegmentMarketRows : config::SegmentMarketNumbers<Row> {
  bool absent = false;                                ///< no demand in any trial, and all of it from home producers
  bool limited = false;                               ///< local plants have a capacity
  Row local_capacity = 0, local_capacity_growth = 0;  // L_0, l
};

enum class Growth : std::uint8_t { compound, logistic };

struct DriverRows {
  Row base, rate;
  std::size_t driver;  ///< index along Axis::driver
};

struct SegmentRows : config::SegmentNumbers<Row>,
                     config::DemandShockNumbers<Row>,
                     config::CapacityNumbers<Row>,
                     config::SupplyNumbers<Row>,
                     config::CostNumbers<Row> {
  Growth growth = Growth::compound;
  std::vector<Row> rates;           ///< annual growth is the product of (1 + rate) over these: one, or one per driver
  std::vector<DriverRows> drivers;  ///< empty but for process drivers
  Row saturation = 0;               // S
  std::vector<Row> announced;       ///< [year - 1], a_t
  std::size_t lead_time = 1;
  std::vector<SegmentMarketRows> markets;          ///< [market]
  std::vector<Row> chemistry_base, chemistry_end;  ///< [chemistry], not yet normalised
  std::vector<Row> shocks;                         ///< [year - 1]
};

/// What a chemistry needs of a material.
struct IntensityRow {
  std::size_t chemistry;
  Row row;  // q, kg/kWh
};

/// A duty's rate, and the part of each year in which it is in force.
struct TariffRows {
  std::size_t market;
  std::vector<std::size_t> segments;
  Row rate;
  std::vector<double> in_force;  ///< [year], fraction of its days
};

struct Model : config::EconomyNumbers<Row>, config::MaterialPriceNumbers<Row> {
  Sizes sizes;
  std::array<bool, kVariables> needed{};  ///< [VariableId], outputs that are wanted, and those that these are computed of
  std::size_t home = 0;                   ///< index of the home market
  Row shock_correlation;                  // r
  std::vector<MarketRows> markets;
  std::vector<SegmentRows> segments;
  std::vector<TariffRows> tariffs;
  std::vector<std::vector<IntensityRow>> intensity;  ///< [material], of the chemistries that need it
  std::vector<Row> common_shocks, material_shocks;   ///< [year - 1]
};

}  // namespace cellcast::sim
