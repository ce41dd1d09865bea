#include <algorithm>

#include "sim/math/elementary.hpp"
#include "sim/model/accounts/accounts.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

constexpr auto times = [](double a, double b) { return a * b; };

// w = norm(share)
void weights(Context& context, const SegmentRows& segment) {
  State& state = context.state;
  for (const SubmarketRows& submarket : segment.submarkets) copy(state.submarket_weight(submarket.submarket), context.in[submarket.share]);
  normalise(state.share_sum(), segment.submarkets.size(),
            [&](std::size_t k) { return state.submarket_weight(segment.submarkets[k].submarket); });
}

// f = 1 + growth + premium with process "submarkets", else 1 + growth
void growth(Context& context, const SegmentRows& segment, std::size_t m) {
  for (const SubmarketRows& submarket : segment.submarkets) {
    const Values factor = context.state.submarket_factor(submarket.submarket, m);
    map(
        factor, [](double g) { return 1 + g; }, context.in[submarket.growth]);
    if (segment.growth == Growth::submarkets) add(factor, context.in[segment.markets[m].growth_premium]);
  }
}

// rel = f / the largest f of those with a weight: in (0, 1] there; 0 where w = 0
void relative_growth(Context& context, const SegmentRows& segment, std::size_t m) {
  State& state = context.state;
  const Values fastest = state.fastest();
  fill(fastest, 0);
  for (const SubmarketRows& submarket : segment.submarkets) {
    update(
        fastest, [](double most, double f, double w) { return w > 0 ? std::max(most, f) : most; },
        state.submarket_factor(submarket.submarket, m), state.submarket_weight(submarket.submarket));
  }
  for (const SubmarketRows& submarket : segment.submarkets) {
    const ConstValues w = state.submarket_weight(submarket.submarket);
    copy(state.submarket_fading(submarket.submarket, m), w);
    map(
        state.submarket_relative(submarket.submarket, m), [](double f, double weight, double most) { return weight > 0 ? f / most : 0.0; },
        state.submarket_factor(submarket.submarket, m), w, fastest);
  }
}

// w rel^t, before they are normalised
void fade(Context& context, const SegmentRows& segment, std::size_t m, std::size_t year) {
  State& state = context.state;
  if (year == 0) {
    if (segment.growth != Growth::submarkets) growth(context, segment, m);
    return relative_growth(context, segment, m);
  }
  for (const SubmarketRows& submarket : segment.submarkets)
    update(state.submarket_fading(submarket.submarket, m), times, state.submarket_relative(submarket.submarket, m));
}

// submarket_demand = sum over markets of part x demand, part = norm(w rel^t)
void divide(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const std::vector<SubmarketRows>& parts = context.model.segments[s].submarkets;
  const auto fading = [&](std::size_t k) { return state.submarket_fading(parts[k].submarket, m); };
  sum(state.share_sum(), parts.size(), fading);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    update(
        context.out(VariableId::submarket_demand, parts[k].submarket, year),
        [](double all, double part, double whole, double demand) { return all + share_of(part, whole) * demand; }, fading(k),
        state.share_sum(), context.out(VariableId::demand, s, m, year));
  }
}

}  // namespace

void submarkets(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (!context.needs(VariableId::submarket_demand)) return;
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    const SegmentRows& segment = model.segments[s];
    if (segment.submarkets.empty()) continue;
    if (year == 0 && segment.growth != Growth::submarkets) weights(context, segment);
    for (const SubmarketRows& submarket : segment.submarkets)
      fill(context.out(VariableId::submarket_demand, submarket.submarket, year), 0);
    for (std::size_t m = 0; m < model.sizes.markets; ++m) {
      if (segment.markets[m].absent) continue;
      fade(context, segment, m, year);
      divide(context, s, m, year);
    }
    if (!context.needs(VariableId::submarket_units)) continue;
    for (const SubmarketRows& submarket : segment.submarkets) {
      const Values units = context.out(VariableId::submarket_units, submarket.submarket, year);
      if (!submarket.cell_energy) {
        fill(units, 0);
        continue;
      }
      map(
          units, [](double amount, double energy) { return amount / energy; },
          context.out(VariableId::submarket_demand, submarket.submarket, year), context.in[*submarket.cell_energy]);
    }
  }
}

void submarket_levels(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const SegmentRows& segment = context.model.segments[s];
  if (year == 0) {
    weights(context, segment);
    growth(context, segment, m);
  }
  for (const SubmarketRows& submarket : segment.submarkets) {
    const Values level = state.submarket_level(submarket.submarket, m);
    if (year == 0) {
      copy(level, state.submarket_weight(submarket.submarket));
    } else {
      update(level, times, state.submarket_factor(submarket.submarket, m));
    }
  }
  sum(state.trend(s, m), segment.submarkets.size(), [&](std::size_t k) { return state.submarket_level(segment.submarkets[k].submarket, m); });
}

}  // namespace cellcast::sim
