#include <algorithm>

#include "sim/model/accounts/groups.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {

namespace {
using enum VariableId;
}  // namespace

// C = Q cost norm((1 + kappa) ((1 - F) y + F u K)): capacity bears the fixed part;  V = revenue norm((1 + q) y)
// margin = max(-1, 1 - C / V); -1 where V = 0 < C; 0 where both are 0
void margins(const Groups& groups) {
  ProducerState& state = groups.state;
  const std::size_t count = groups.count();
  for (std::size_t i = 0; i < count; ++i) {
    const ConstValues y = groups.out(producer_production, i);
    map(
        state.cost(i),
        [](double kappa, double fixed, double own, double u, double k) { return (1 + kappa) * ((1 - fixed) * own + fixed * u * k); },
        groups.in(groups.rows(i).cost), groups.in(groups.segment.fixed_cost), y, groups.of_segment(utilization),
        groups.out(producer_capacity, i));
    map(
        state.weight(i), [](double q, double own) { return (1 + q) * own; }, groups.in(groups.rows(i).premium), y);
  }
  normalise(state.sum(), count, [&](std::size_t i) { return state.cost(i); });
  normalise(state.total(), count, [&](std::size_t i) { return state.weight(i); });
  for (std::size_t i = 0; i < count; ++i) {
    map(
        groups.out(producer_gross_margin, i),
        [](double made, double unit_cost, double of_cost, double income, double of_income) {
          const double spent = made * unit_cost * of_cost, earned = income * of_income;
          const double margin = std::max(-1.0, 1 - spent / earned);
          return earned > 0 ? margin : (spent > 0 ? -1.0 : 0.0);
        },
        groups.of_segment(production), groups.of_segment(cost), state.cost(i), groups.of_segment(revenue), state.weight(i));
  }
}

}  // namespace cellcast::sim
