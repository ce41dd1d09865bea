#include "sim/model/stages.hpp"

namespace cellcast::sim {

State::State(const Sizes& sizes)
    : demand_shock(sizes.segments),
      annual_growth(sizes.segments, sizes.markets),
      trend(sizes.segments, sizes.markets),
      driver_trend(sizes.drivers),
      expected_price(sizes.segments),
      learned_cost(sizes.segments),
      learning_exponent(sizes.segments),
      base_markup(sizes.segments),
      premium_decline(sizes.markets),
      landed(sizes.segments, sizes.markets),
      local(sizes.segments, sizes.markets),
      base_relative(sizes.segments, sizes.markets),
      base_price_index(sizes.segments, sizes.markets),
      preferred_share(sizes.segments, sizes.markets),
      local_growth(sizes.segments, sizes.markets),
      calibration(sizes.segments),
      home_demand(sizes.segments, sizes.markets),
      home_demand_sum(sizes.segments),
      chemistry_base(sizes.segments, sizes.chemistries),
      chemistry_end(sizes.segments, sizes.chemistries) {}

void simulate(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state) {
  Context context{model, in, OutputRows(layout, model.sizes, outputs, stride), state};
  for (std::size_t year = 0; year < model.sizes.years; ++year) {
    shocks(context, year);
    reference_trend(context, year);
    cost_and_price(context, year);
    tariffs(context, year);
    trade(context, year);
    demand(context, year);
    call(context, year);
    capacity(context, year);
    production(context, year);
    supply(context, year);
    money(context, year);
    chemistry(context, year);
    totals(context, year);
  }
}

}  // namespace cellcast::sim
