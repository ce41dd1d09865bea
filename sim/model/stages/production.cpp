#include <algorithm>

#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// production = min(call, u-hat K); in the base year call = Q_0 <= u-hat K, up to rounding
void limited_production(Values production, ConstValues call, ConstValues limit, ConstValues capacity, std::size_t year) {
  if (year == 0) {
    copy(production, call);
  } else {
    map(
        production, [](double wanted, double u, double k) { return std::min(wanted, u * k); }, call, limit, capacity);
  }
}

}  // namespace

void production(Context& context, std::size_t year) {
  for (std::size_t s = 0; s < context.model.sizes.segments; ++s) {
    const SegmentRows& segment = context.model.segments[s];
    const ConstValues call = context.out(VariableId::call, s, year);
    const ConstValues capacity = context.out(VariableId::capacity, s, year);
    const ConstValues limit = context.in[segment.max_utilization];
    const Values made = context.out(VariableId::production, s, year);

    limited_production(made, call, limit, capacity, year);
    map(
        context.out(VariableId::utilization, s, year), [](double q, double k) { return q / k; }, made, capacity);
    map(
        context.out(VariableId::balance, s, year), [](double u, double k, double wanted) { return u * k - wanted; }, limit, capacity, call);
    map(
        context.out(VariableId::unmet, s, year), [](double wanted, double q) { return wanted - q; }, call, made);
    if (year == 0) {
      copy(context.out(VariableId::pressure, s, 0), context.in[segment.utilization]);
    } else {
      map(
          context.out(VariableId::pressure, s, year), [](double wanted, double k) { return wanted / k; }, call, capacity);
    }
  }
}

}  // namespace cellcast::sim
