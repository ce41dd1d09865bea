#include "sim/check/influence/influence_pass.hpp"

namespace cellcast::sim {
namespace {

using config::Producer;
using config::ProducerSegment;
using enum VariableId;

}  // namespace

void InfluencePass::producers() {
  if (scenario_.producers.empty()) return;
  for (std::size_t s = 0; s < segments_; ++s) groups_of(s);
}

// Shares are divided by their sum, also that of idle capacity.
void InfluencePass::start_groups(std::size_t s) {
  GroupsInfluence& groups = groups_[s];
  groups.firms.assign(scenario_.producers.size(), 0);
  std::size_t sharing = 0;
  InputSet idle = 0;
  for (const Producer& producer : scenario_.producers) {
    if (!producer.segments[s]) continue;
    const ProducerSegment& own = *producer.segments[s];
    sharing += !is(own.share, 0);
    groups.preference |= acting(own.share);
    idle |= acting(or_else(own.idle, own.share));
  }
  if (sharing < 2) groups.preference = 0;  // 1, and 0
  groups.capacity = groups.preference | idle | production_[s] | capacity_[s][0] | acting(scenario_.segments[s].supply.max_utilization);
}

// Who is preferred: by drift, margins and shocks.
void InfluencePass::compete(std::size_t s) {
  GroupsInfluence& groups = groups_[s];
  const auto& competition = scenario_.segments[s].competition;
  std::size_t sharing = 0;
  InputSet moves = 0;
  for (const Producer& producer : scenario_.producers) {
    if (!producer.segments[s]) continue;
    const ProducerSegment& own = *producer.segments[s];
    const bool is_shaken = own.volatility && !is(*own.volatility, 0);
    const InputSet move = is_shaken ? acting(*own.volatility) | shock("producers." + producer.name) : 0;
    groups.multiplier |= move;
    if (is(own.share, 0)) continue;  // never preferred
    ++sharing;
    moves |= move | acting(own.drift);
  }
  if (competition && !is(competition->selection, 0)) moves |= acting(competition->selection) | groups.margin;
  if (sharing > 1) groups.preference |= moves;
}

void InfluencePass::firms(std::size_t s) {
  GroupsInfluence& groups = groups_[s];
  InputSet exits = 0;
  for (std::size_t g = 0; g < scenario_.producers.size(); ++g) {
    const auto& own = scenario_.producers[g].segments[s];
    if (!own) continue;
    InputSet exit = acting(own->attrition);
    if (!is(own->exit_response, 0)) exit |= acting(own->exit_response) | acting(own->exit_margin) | groups.margin;
    exits |= exit;
    groups.firms[g] |= exit | acting(own->entry);
  }
  const config::Supply& supply = scenario_.segments[s].supply;
  const bool may_exit = !is(supply.exit_response, 0) && !is(supply.exit_utilization, 0);
  // What is retired is divided by who leaves, and so by the capacity of all.
  if (may_exit || !is(supply.retirement, 0)) groups.capacity |= exits | acting(supply.retirement) | capacity_[s][year_] | pressure_[s][year_ - 1];
  if (may_exit) groups.capacity |= acting(supply.exit_response) | acting(supply.exit_utilization);
  groups.capacity |= capacity_[s][year_] | groups.preference;  // what is added
}

InputSet InfluencePass::made_by_groups(std::size_t s) {
  GroupsInfluence& groups = groups_[s];
  if (year_ == 0) {
    start_groups(s);
    return production_[s] | groups.preference;
  }
  compete(s);
  firms(s);
  return production_[s] | groups.preference | groups.capacity | acting(scenario_.segments[s].supply.max_utilization);
}

InputSet InfluencePass::supplied_abroad(std::size_t s, const Producer& producer) {
  const ProducerSegment& own = *producer.segments[s];
  InputSet supplied = 0, weights = groups_[s].multiplier;
  bool has_part = false;
  for (std::size_t m = 0; m < markets_; ++m) {
    if (!is_made_elsewhere(s, m) || (!producer.home_owned && !own.markets[m])) continue;
    has_part = true;
    supplied |= producer.home_owned ? owned_[at(s, m)] : local_[at(s, m)] | owned_[at(s, m)];
  }
  if (!has_part) return 0;
  for (const Producer& other : scenario_.producers) {
    if (!other.segments[s] || other.home_owned != producer.home_owned) continue;
    const ProducerSegment& its = *other.segments[s];
    if (other.home_owned) weights |= acting(or_else(its.overseas, its.share));
    for (const auto& market : its.markets)
      if (market) weights |= between(market->base, or_else(market->end, market->base));
  }
  return supplied | weights;
}

void InfluencePass::groups_of(std::size_t s) {
  GroupsInfluence& groups = groups_[s];
  const auto& competition = scenario_.segments[s].competition;
  const InputSet made = made_by_groups(s);
  InputSet all_made = production_[s], of_home = 0, all_firms = 0, all_shares = 0;
  InputSet margin = made | groups.capacity | cost_[s] | revenue_[s] | used_[s];
  bool has_groups = false;
  for (const Producer& producer : scenario_.producers) {
    if (!producer.segments[s]) continue;
    has_groups = true;
    margin |= acting(producer.segments[s]->cost) | acting(producer.segments[s]->premium);
  }
  if (!has_groups) return;  // 0 in all trials
  if (competition) margin |= acting(competition->fixed_cost);
  groups.margin = margin;
  for (std::size_t m = 0; m < markets_; ++m) all_made |= local_[at(s, m)];
  for (std::size_t g = 0; g < scenario_.producers.size(); ++g) {
    const Producer& producer = scenario_.producers[g];
    if (!producer.segments[s]) continue;
    const std::size_t row = g * segments_ + s;
    const InputSet supplied = made | supplied_abroad(s, producer);
    put(producer_production, row, made);
    put(producer_capacity, row, groups.capacity);
    put(producer_utilization, row, made | groups.capacity);
    put(producer_gross_margin, row, margin);
    put(producer_firms, row, groups.firms[g]);
    put(producer_supply, row, supplied);
    put(producer_share, row, supplied | all_made);
    all_shares |= supplied | all_made;
    all_firms |= groups.firms[g];
    if (producer.home_owned) of_home |= groups.firms[g];
  }
  put(home_firms, s, of_home);
  put(home_hhi, s, made | of_home);
  put(world_hhi, s, all_shares | all_firms);
  for (std::size_t n = 0; n < scenario_.ranks.size(); ++n) {
    put(home_concentration, s * scenario_.ranks.size() + n, made | of_home);
    put(world_concentration, s * scenario_.ranks.size() + n, all_shares | all_firms);
  }
}

}  // namespace cellcast::sim
