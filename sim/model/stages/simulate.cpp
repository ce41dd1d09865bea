#include "sim/model/accounts/accounts.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {

void simulate(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state) {
  Context context{model, in, OutputRows(layout, model.sizes, outputs, stride, state.outputs.data()), state};
  for (std::size_t year = 0; year < model.sizes.years; ++year) {
    shocks(context, year);
    reference_trend(context, year);
    cost_and_price(context, year);
    tariffs(context, year);
    trade(context, year);
    demand(context, year);
    quotas(context, year);
    call(context, year);
    capacity(context, year);
    production(context, year);
    supply(context, year);
    money(context, year);
    chemistry(context, year);
    totals(context, year);
    submarkets(context, year);
    installation(context, year);
    customs(context, year);
    splits(context, year);
    producers(context, year);
  }
}

}  // namespace cellcast::sim
