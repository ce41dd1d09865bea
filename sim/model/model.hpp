#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/model/layout.hpp"

namespace cellcast::sim {

/// A row of a block's parameters: the values of one quantity in the block's trials, be it constant or uncertain.
using Row = std::uint32_t;

// The scenario as the equations see it: names have become indices, every quantity is a row, nothing is optional.
// Symbols of docs/model.md stand behind the fields.

struct MarketRows {
  Row freight, local_premium, local_premium_decline, tariff_pass_through, substitution;  // f, lambda, d, psi, eta
  Row overseas_home_share, overseas_home_share_end;                                      // phi_0, phi_T
};

struct SegmentMarketRows {
  Row demand, home_share, growth_premium;             // D_0, sigma_0, delta
  bool absent = false;                                ///< no demand in any trial, and all of it from home producers
  bool limited = false;                               ///< local plants have a capacity
  Row local_capacity = 0, local_capacity_growth = 0;  // L_0, l
};

enum class Growth : std::uint8_t { compound, logistic };

struct DriverRows {
  Row base, rate;
  std::size_t driver;  ///< index along Axis::driver
};

struct SegmentRows {
  Row production, price, gross_margin, utilization;  // Q_0, p_0, g_0, u_0
  Row expected_price_change, price_elasticity;       // pi, epsilon
  Growth growth = Growth::compound;
  std::vector<Row> rates;           ///< annual growth is the product of (1 + rate) over these: one, or one per driver
  std::vector<DriverRows> drivers;  ///< empty but for process drivers
  Row saturation = 0;               // S
  Row volatility, persistence;      // sigma, rho
  Row max_utilization;              // u-hat
  std::vector<Row> announced;       ///< [year - 1], a_t
  Row realization, retirement, exit_utilization, exit_response, invest_utilization, invest_response;
  std::size_t lead_time = 1;
  Row learning_rate, material_share, markup_response, markup_floor;  // LR, w, theta
  std::vector<SegmentMarketRows> markets;                            ///< [market]
  std::vector<Row> chemistry_base, chemistry_end;                    ///< [chemistry], not yet normalised
  std::vector<Row> shocks;                                           ///< [year - 1]
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

struct Model {
  Sizes sizes;
  std::array<bool, kVariables> needed{};  ///< [VariableId], outputs that are wanted, and those that these are computed of
  std::size_t home = 0;                ///< index of the home market
  Row shock_correlation;               // r
  Row cumulative_production;           // X_0
  Row persistence, volatility, drift;  // of the material price: rho_M, sigma_M, d_M
  std::vector<MarketRows> markets;
  std::vector<SegmentRows> segments;
  std::vector<TariffRows> tariffs;
  std::vector<std::vector<IntensityRow>> intensity;  ///< [material], of the chemistries that need it
  std::vector<Row> common_shocks, material_shocks;   ///< [year - 1]
};

}  // namespace cellcast::sim
