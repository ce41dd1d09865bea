#include "sim/model/accounts/accounts.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

// z = norm(base) and norm(end) over a split's classes in a segment
void normalise_shares(Context& context, std::size_t s) {
  State& state = context.state;
  for (const SplitRows& split : context.model.segments[s].splits) {
    const std::size_t classes = split.base.size();
    for (std::size_t v = 0; v < classes; ++v) {
      copy(state.split_base(s, split.first + v), context.in[split.base[v]]);
      copy(state.split_end(s, split.first + v), context.in[split.end[v]]);
    }
    normalise(state.share_sum(), classes, [&](std::size_t v) { return state.split_base(s, split.first + v); });
    normalise(state.share_sum(), classes, [&](std::size_t v) { return state.split_end(s, split.first + v); });
  }
}

// split_production = sum over segments of production x (z_0 + (z_T - z_0) t / T)
void divide(Context& context, std::size_t s, std::size_t year) {
  const double passed = context.passed(year);
  for (const SplitRows& split : context.model.segments[s].splits) {
    for (std::size_t v = split.first; v < split.first + split.base.size(); ++v) {
      update(
          context.out(VariableId::split_production, v, year),
          [passed](double total, double made, double first, double last) { return total + made * (first + (last - first) * passed); },
          context.out(VariableId::production, s, year), context.state.split_base(s, v), context.state.split_end(s, v));
    }
  }
}

}  // namespace

void splits(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (model.sizes.splits == 0 || !context.needs(VariableId::split_production)) return;
  for (std::size_t v = 0; v < model.sizes.splits; ++v) fill(context.out(VariableId::split_production, v, year), 0);
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    if (year == 0) normalise_shares(context, s);
    divide(context, s, year);
  }
  if (!context.needs(VariableId::split_share)) return;
  std::size_t first = 0;
  for (const std::size_t classes : model.split_sizes) {
    const auto made = [&](std::size_t v) { return context.out(VariableId::split_production, first + v, year); };
    sum(context.state.share_sum(), classes, made);
    for (std::size_t v = 0; v < classes; ++v)
      map(context.out(VariableId::split_share, first + v, year), share_of, made(v), context.state.share_sum());
    first += classes;
  }
}

}  // namespace cellcast::sim
