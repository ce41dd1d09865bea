#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// shares[c] = raw[c] / sum of raw
void normalise(Context& context, Scratch& shares, std::size_t s, const std::vector<Row>& raw) {
  const Values all = context.state.share_sum();
  sum(all, raw.size(), [&](std::size_t c) { return context.in[raw[c]]; });
  for (std::size_t c = 0; c < raw.size(); ++c)
    map(
        shares(s, c), [](double share, double whole) { return share / whole; }, context.in[raw[c]], all);
}

void by_chemistry(Context& context, std::size_t c, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  const double passed = context.passed(year);
  const Values amount = context.out(VariableId::chemistry_production, c, year);
  fill(amount, 0);
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    update(
        amount, [passed](double total, double made, double first, double last) { return total + made * (first + (last - first) * passed); },
        context.out(VariableId::production, s, year), context.state.chemistry_base(s, c), context.state.chemistry_end(s, c));
  }
}

}  // namespace

void chemistry(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (!context.needs(VariableId::chemistry_production)) return;
  if (year == 0) {
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      normalise(context, context.state.chemistry_base, s, model.segments[s].chemistry_base);
      normalise(context, context.state.chemistry_end, s, model.segments[s].chemistry_end);
    }
  }
  for (std::size_t c = 0; c < model.sizes.chemistries; ++c) by_chemistry(context, c, year);
  if (!context.needs(VariableId::material_demand)) return;
  for (std::size_t j = 0; j < model.sizes.materials; ++j) {
    const Values needed = context.out(VariableId::material_demand, j, year);
    fill(needed, 0);
    for (const auto& [c, row] : model.intensity[j]) {
      update(
          needed, [](double total, double made, double kg) { return total + made * kg; },
          context.out(VariableId::chemistry_production, c, year), context.in[row]);
    }
  }
}

}  // namespace cellcast::sim
