#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "config/scenario/account_numbers.hpp"
#include "config/scenario/numbers.hpp"
#include "sim/model/layout.hpp"

namespace cellcast::sim {

/// A row of a block's parameters: the values of one quantity in the block's trials, be it constant or uncertain.
using Row = std::uint32_t;

// The scenario as the equations see it: names have become indices, every quantity is a row, nothing is optional.
// Symbols of docs/model.md stand behind the fields. Those of the scenario's own lists are rows under the same names.

struct MarketRows : config::MarketNumbers<Row>, config::MarketOptions<std::optional<Row>> {
  Row overseas_home_share_end;  // phi_T
  std::vector<Row> shocks;      ///< [year - 1]; empty where the market has no volatility
};

/// A quota on a segment in a market.
struct QuotaRows {
  Row limit;
  std::vector<double> days;  ///< [year], on which it is in force
};

struct SegmentMarketRows : config::SegmentMarketNumbers<Row>, config::SegmentMarketOptions<std::optional<Row>> {
  bool absent = false;                                ///< the segment has no such market: no demand, and all of it from home producers
  bool limited = false;                               ///< local plants have a capacity
  Row local_capacity = 0, local_capacity_growth = 0;  // L_0, l
  std::vector<QuotaRows> quotas;                      ///< no two of them in force on a day
  std::vector<std::uint8_t> rationed;                 ///< [year], whether a quota is in force on a day of it; none is in the base year
};

enum class Growth : std::uint8_t { compound, logistic, submarkets };

struct SubmarketRows : config::SubmarketNumbers<Row>, config::SubmarketOptions<std::optional<Row>> {
  std::size_t submarket;  ///< index along Axis::submarket
};

/// The shares of a split's classes in a segment.
struct SplitRows {
  std::size_t first;           ///< class, along Axis::split
  std::vector<Row> base, end;  ///< [class], not yet normalised
};

struct SegmentCustomsRows : config::SegmentCustomsNumbers<Row>, config::SegmentCustomsOptions<std::optional<Row>> {};

struct CustomsRows {
  Row exchange_rate, exchange_rate_end;  // fx_0, fx_T
};

struct ProducerMarketRows {
  std::size_t market;
  Row base, end;
};

/// A group in a segment.
struct ProducerRows : config::ProducerNumbers<Row> {
  std::size_t producer;  ///< index along Axis::producer
  bool home_owned;
  Row idle, overseas;
  std::optional<Row> volatility;
  double firms;                                 ///< in the base year
  std::vector<double> sizes;                    ///< [k], of the k-th firm over the first one's, k from 0
  std::vector<double> size_sums, square_sums;   ///< [k], of the sizes of the first k firms, and of their squares
  std::vector<ProducerMarketRows> markets;      ///< of a foreign-owned group
  std::vector<Row> shocks;                      ///< [year - 1]; empty where the group has no shock
};

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
  std::vector<SubmarketRows> submarkets;
  std::vector<SplitRows> splits;
  std::optional<SegmentCustomsRows> customs;
  Row selection = 0, fixed_cost = 0;    // chi, F
  std::vector<ProducerRows> producers;  ///< groups that have a table for the segment
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
  std::vector<Row> news;                             ///< [year - 1], of the material price; empty where there is none
  std::vector<double> days;                          ///< [year]
  std::vector<std::size_t> split_sizes;              ///< [split], classes
  std::optional<CustomsRows> customs;
  std::vector<std::size_t> ranks;  ///< of concentration
};

}  // namespace cellcast::sim
