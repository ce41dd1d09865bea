#pragma once

#include <vector>

#include "sim/model/context.hpp"

namespace cellcast::sim {

/// The groups of producers that have a table for a segment, in a year; `i` counts them.
class Groups {
 public:
  Groups(Context& of, std::size_t segment_index, std::size_t in_year)
      : context(of), state(of.state.producers), segment(of.model.segments[segment_index]), s(segment_index), year(in_year) {}

  std::size_t count() const { return segment.producers.size(); }
  const ProducerRows& rows(std::size_t i) const { return segment.producers[i]; }
  ConstValues in(Row row) const { return context.in[row]; }

  /// Of a group, of the segment.
  Values out(VariableId id, std::size_t i) const { return context.out(id, rows(i).producer, s, year); }
  Values before(VariableId id, std::size_t i) const { return context.out(id, rows(i).producer, s, year - 1); }
  Values of_segment(VariableId id) const { return context.out(id, s, year); }

  Values preference(std::size_t i) const { return state.preference(s, i); }
  Values multiplier(std::size_t i) const { return state.multiplier(s, i); }

  Context& context;
  ProducerState& state;
  const SegmentRows& segment;
  const std::size_t s, year;
};

void plants(const Groups& groups);               // producer_production, _capacity, _utilization, _firms
void margins(const Groups& groups);              // producer_gross_margin
void supply_by_owner(const Groups& groups);      // producer_supply, producer_share
void rank_home_firms(const Groups& groups);   // home_firms, home_concentration, home_hhi
void rank_world_firms(const Groups& groups);  // world_concentration, world_hhi

}  // namespace cellcast::sim
