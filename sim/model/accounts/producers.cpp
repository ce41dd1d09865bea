#include <array>

#include "sim/model/accounts/accounts.hpp"
#include "sim/model/accounts/groups.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;

constexpr std::array kOfGroups{producer_production, producer_capacity, producer_utilization, producer_gross_margin,
                               producer_firms,      producer_supply,   producer_share};
constexpr std::array kOfSegments{home_firms, home_hhi, world_hhi};

/// Groups without a table for the segment, and segments without groups, have rows of 0.
void clear(const Groups& groups) {
  const Sizes& sizes = groups.context.model.sizes;
  std::size_t next = 0;
  for (std::size_t g = 0; g < sizes.producers; ++g) {
    if (next < groups.count() && groups.rows(next).producer == g) {
      ++next;
      continue;
    }
    for (const VariableId id : kOfGroups) fill(groups.context.out(id, g, groups.s, groups.year), 0);
  }
  if (groups.count() > 0) return;
  for (const VariableId id : kOfSegments) fill(groups.of_segment(id), 0);
  for (std::size_t n = 0; n < sizes.ranks; ++n) {
    fill(groups.context.out(VariableId::home_concentration, groups.s, n, groups.year), 0);
    fill(groups.context.out(VariableId::world_concentration, groups.s, n, groups.year), 0);
  }
}

}  // namespace

void producers(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  if (sizes.producers == 0 || !context.needs(producer_production)) return;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    const Groups groups(context, s, year);
    clear(groups);
    if (groups.count() == 0) continue;
    plants(groups);
    margins(groups);
    supply_by_owner(groups);
    rank_home_firms(groups);
    rank_world_firms(groups);
  }
}

}  // namespace cellcast::sim
