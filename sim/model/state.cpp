#include "sim/model/state.hpp"

namespace cellcast::sim {

State::State(const Sizes& sizes, std::size_t derived)
    : outputs(Layout(sizes).rows() + derived),
      demand_shock(sizes.segments),
      market_shock(sizes.segments, sizes.markets),
      annual_growth(sizes.segments, sizes.markets),
      trend(sizes.segments, sizes.markets),
      driver_trend(sizes.drivers),
      expected_price(sizes.segments),
      learned_cost(sizes.segments),
      learning_exponent(sizes.segments),
      base_markup(sizes.segments),
      premium_decline(sizes.markets),
      landed(sizes.segments, sizes.markets),
      local(sizes.markets),
      base_relative(sizes.segments, sizes.markets),
      base_price_index(sizes.segments, sizes.markets),
      preferred_share(sizes.segments, sizes.markets),
      local_growth(sizes.segments, sizes.markets),
      room(sizes.segments, sizes.markets),
      served(sizes.segments, sizes.has(Table::quotas) ? sizes.markets : 0),
      calibration(sizes.segments),
      home_demand(sizes.segments, sizes.markets),
      home_demand_sum(sizes.segments),
      chemistry_base(sizes.segments, sizes.chemistries),
      chemistry_end(sizes.segments, sizes.chemistries),
      submarket_weight(sizes.submarkets),
      submarket_factor(sizes.submarkets, sizes.markets),
      submarket_relative(sizes.submarkets, sizes.markets),
      submarket_level(sizes.submarkets, sizes.markets),
      submarket_fading(sizes.submarkets, sizes.markets),
      split_base(sizes.segments, sizes.splits),
      split_end(sizes.segments, sizes.splits),
      producers(sizes) {}

State::State(const State&) = default;
State::State(State&&) noexcept = default;
State& State::operator=(const State&) = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

}  // namespace cellcast::sim
