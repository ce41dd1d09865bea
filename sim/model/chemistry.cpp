#include "sim/model/stages.hpp"

namespace cellcast::sim {
namespace {

// shares[c] = raw[c] / sum of raw
void normalise(Context& context, Scratch& shares, std::size_t s, const std::vector<Row>& raw) {
  double* sum = context.state.share_sum();
  fill(sum, 0);
  for (const Row row : raw) add(sum, context.in[row]);
  for (std::size_t c = 0; c < raw.size(); ++c)
    map(
        shares(s, c), [](double share, double all) { return share / all; }, context.in[raw[c]], sum);
}

void by_chemistry(Context& context, std::size_t c, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  const double passed = static_cast<double>(year) / static_cast<double>(sizes.years - 1);
  double* amount = context.out(VariableId::chemistry_production, c, year);
  fill(amount, 0);
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    update(
        amount, [passed](double sum, double made, double first, double last) { return sum + made * (first + (last - first) * passed); },
        context.out(VariableId::production, s, year), context.state.chemistry_base(s, c), context.state.chemistry_end(s, c));
  }
}

}  // namespace

void chemistry(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (year == 0) {
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      normalise(context, context.state.chemistry_base, s, model.segments[s].chemistry_base);
      normalise(context, context.state.chemistry_end, s, model.segments[s].chemistry_end);
    }
  }
  for (std::size_t j = 0; j < model.sizes.materials; ++j) fill(context.out(VariableId::material_demand, j, year), 0);
  for (std::size_t c = 0; c < model.sizes.chemistries; ++c) {
    by_chemistry(context, c, year);
    for (std::size_t j = 0; j < model.sizes.materials; ++j) {
      update(
          context.out(VariableId::material_demand, j, year), [](double sum, double made, double kg) { return sum + made * kg; },
          context.out(VariableId::chemistry_production, c, year), context.in[model.intensity[c][j]]);
    }
  }
}

}  // namespace cellcast::sim
