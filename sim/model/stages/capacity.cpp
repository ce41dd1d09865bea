#include <algorithm>

#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

void capacity_of_base_year(Context& context, std::size_t s) {
  const SegmentRows& segment = context.model.segments[s];
  map(
      context.out(VariableId::capacity, s, 0), [](double q, double u) { return q / u; }, context.in[segment.production],
      context.in[segment.utilization]);
  fill(context.out(VariableId::retired, s, 0), 0);
  fill(context.out(VariableId::added, s, 0), 0);
}

// retired = K[t-1] clamp(retirement + exit_response max(0, exit_utilization - pressure[t-1]), 0, 0.9)
void exits(Context& context, std::size_t s, std::size_t year) {
  const SegmentRows& segment = context.model.segments[s];
  map(
      context.out(VariableId::retired, s, year),
      [](double before, double retirement, double response, double threshold, double pressure) {
        return before * std::clamp(retirement + response * std::max(0.0, threshold - pressure), 0.0, 0.9);
      },
      context.out(VariableId::capacity, s, year - 1), context.in[segment.retirement], context.in[segment.exit_response],
      context.in[segment.exit_utilization], context.out(VariableId::pressure, s, year - 1));
}

// added = realization a[t] K[0] + invest_response max(0, pressure[t-lead] - invest_utilization) K[t-lead]
void entries(Context& context, std::size_t s, std::size_t year) {
  const SegmentRows& segment = context.model.segments[s];
  const std::size_t decided = year > segment.lead_time ? year - segment.lead_time : 0;  // before the base year all is as in it
  map(
      context.out(VariableId::added, s, year),
      [](double realization, double announced, double base, double response, double threshold, double pressure, double then) {
        return realization * announced * base + response * std::max(0.0, pressure - threshold) * then;
      },
      context.in[segment.realization], context.in[segment.announced[year - 1]], context.out(VariableId::capacity, s, 0),
      context.in[segment.invest_response], context.in[segment.invest_utilization], context.out(VariableId::pressure, s, decided),
      context.out(VariableId::capacity, s, decided));
}

}  // namespace

void capacity(Context& context, std::size_t year) {
  for (std::size_t s = 0; s < context.model.sizes.segments; ++s) {
    if (year == 0) {
      capacity_of_base_year(context, s);
      continue;
    }
    exits(context, s, year);
    entries(context, s, year);
    map(
        context.out(VariableId::capacity, s, year), [](double before, double retired, double added) { return before - retired + added; },
        context.out(VariableId::capacity, s, year - 1), context.out(VariableId::retired, s, year), context.out(VariableId::added, s, year));
  }
}

}  // namespace cellcast::sim
