#pragma once

#include "sim/model/producer_state.hpp"

namespace cellcast::sim {

/// What a block of trials remembers from year to year, and hands from stage to stage, besides its outputs. One per thread.
struct State {
  /// `derived`: rows of outputs behind the model's.
  explicit State(const Sizes& sizes, std::size_t derived = 0);

  std::vector<Spread> outputs;  ///< [row of the layout], what is known of the outputs

  Scratch demand_shock;        ///< [segment], x
  Scratch market_shock;        ///< [segment][market], xm
  Scratch log_material_price;  ///< ln M
  Scratch annual_growth;       ///< [segment][market], compound: 1 + growth a year; logistic: e^-k
  Scratch trend;               ///< [segment][market], compound: (1 + growth)^t; logistic: e^(-k t)
  Scratch driver_trend;        ///< [driver], (1 + rate)^t
  Scratch expected_price;      ///< [segment], (1 + pi)^t
  Scratch shock_factor;        ///< e^x of one segment

  Scratch learned_cost;           ///< [segment], l: cost at base-year material prices
  Scratch learning_exponent;      ///< [segment], -b
  Scratch base_markup;            ///< [segment]
  Scratch cumulative_before;      ///< X[t-2]
  Scratch log_cumulative_growth;  ///< ln(X[t-1] / X[t-2])

  Scratch premium_decline;   ///< [market], (1 - d)^t
  Scratch landed;            ///< [segment][market], relative to the home price
  Scratch local;             ///< [market], likewise
  Scratch base_relative;     ///< [segment][market], landed[0] / local[0]
  Scratch base_price_index;  ///< [segment][market], mean price P-bar[0]
  Scratch preferred_share;   ///< [segment][market]
  Scratch local_growth;      ///< [segment][market], (1 + l)^t
  Scratch room;              ///< [segment][market], what local plants can make
  Scratch free_demand;       ///< of one segment and market: where its local plants had room
  Scratch least_demand;      ///< of one segment and market: at the price of an import
  Scratch wanted;            ///< of one segment and market: from home producers, but for quotas
  Scratch served;            ///< [segment][market], demand - unserved, in years with a quota

  /// A relative price, then its logarithm, of one segment and market at a time. Quotient, logarithm and exponential in one loop make a
  /// chain too long for a processor to work on the next trials meanwhile; in loops of their own they take 35 % less.
  Scratch relative_price;

  Scratch calibration;      ///< [segment]
  Scratch home_demand;      ///< [segment][market], home_share x demand
  Scratch home_demand_sum;  ///< [segment]
  Scratch market_value;     ///< revenue from one market

  Scratch share_sum;
  Scratch chemistry_base;  ///< [segment][chemistry], shares that sum to 1
  Scratch chemistry_end;   ///< [segment][chemistry]

  Scratch submarket_weight;  ///< [submarket], w
  Scratch submarket_factor;    ///< [submarket][market], f
  Scratch submarket_relative;  ///< [submarket][market], rel
  Scratch submarket_level;   ///< [submarket][market], w f^t
  Scratch submarket_fading;  ///< [submarket][market], w rel^t
  Scratch fastest;           ///< of one segment and market: the largest f
  Scratch split_base;        ///< [segment][class], shares that sum to 1
  Scratch split_end;         ///< [segment][class]
  ProducerState producers;

  // What follows is defaulted in the source: every unit would make it again.
  State(const State&);
  State(State&&) noexcept;
  State& operator=(const State&);
  State& operator=(State&&) noexcept;
  ~State();
};

}  // namespace cellcast::sim
