#include "sim/model/state.hpp"

namespace cellcast::sim {

State::State(const Sizes& sizes)
    : outputs(Layout(sizes).rows()),
      demand_shock(sizes.segments),
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
      calibration(sizes.segments),
      home_demand(sizes.segments, sizes.markets),
      home_demand_sum(sizes.segments),
      chemistry_base(sizes.segments, sizes.chemistries),
      chemistry_end(sizes.segments, sizes.chemistries) {}

}  // namespace cellcast::sim
