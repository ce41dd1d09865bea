#include <algorithm>

#include "sim/math/elementary.hpp"
#include "sim/model/firms.hpp"
#include "sim/plan/model_rows.hpp"

namespace cellcast::sim {
namespace {

void submarket_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
    for (const config::Submarket& submarket : scenario.segments[s].submarkets) {
      SubmarketRows& result = model.segments[s].submarkets.emplace_back();
      rows.place<config::SubmarketNumbers>(submarket, result);
      rows.place_options<config::SubmarketOptions>(submarket, result);
      result.submarket = model.sizes.submarkets++;
    }
  }
}

void split_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  for (std::size_t k = 0; k < scenario.splits.size(); ++k) {
    for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
      if (scenario.segments[s].splits[k].empty()) continue;
      SplitRows& result = model.segments[s].splits.emplace_back(SplitRows{model.sizes.splits, {}, {}});
      for (const config::SplitShare& share : scenario.segments[s].splits[k]) {
        result.base.push_back(rows(share.base));
        result.end.push_back(rows(share.end));
      }
    }
    model.split_sizes.push_back(scenario.splits[k].classes.size());
    model.sizes.splits += scenario.splits[k].classes.size();
  }
}

void customs_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  if (!scenario.customs) return;
  const config::Customs& customs = *scenario.customs;
  model.customs = {rows(customs.exchange_rate), rows(customs.exchange_rate_end.value_or(customs.exchange_rate))};
  for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
    if (!scenario.segments[s].customs) continue;
    SegmentCustomsRows& result = model.segments[s].customs.emplace();
    rows.place<config::SegmentCustomsNumbers>(*scenario.segments[s].customs, result);
    rows.place_options<config::SegmentCustomsOptions>(*scenario.segments[s].customs, result);
  }
}

/// Firms' sizes go with k^-skew; what sums over firms need of them, for as many firms as there can be, and two more: the one that is there in part, and
/// one for the rounding of a sum of entries.
void firm_sizes(double skew, double most, ProducerRows& result) {
  result.size_sums = result.square_sums = {0};
  for (std::size_t k = 1; k <= static_cast<std::size_t>(most) + 2; ++k) {
    const double size = math::exp(-skew * math::log(static_cast<double>(k)));
    result.sizes.push_back(size);
    result.size_sums.push_back(result.size_sums.back() + size);
    result.square_sums.push_back(result.square_sums.back() + size * size);
  }
}

ProducerRows producer_rows(const config::Scenario& scenario, const config::ProducerSegment& segment, RowTable& rows) {
  ProducerRows result{};
  rows.place<config::ProducerNumbers>(segment, result);
  result.idle = rows(segment.idle.value_or(segment.share));
  result.overseas = rows(segment.overseas.value_or(segment.share));
  if (segment.volatility) result.volatility = rows(*segment.volatility);
  result.firms = segment.firms;
  const double entries = config::support(segment.entry, scenario.variables).high * static_cast<double>(scenario.horizon.years() - 1);
  firm_sizes(segment.skew, std::min(kMostFirms, segment.firms + entries), result);
  for (std::size_t m = 0; m < segment.markets.size(); ++m) {
    if (!segment.markets[m]) continue;
    const config::ProducerMarket& market = *segment.markets[m];
    result.markets.push_back({m, rows(market.base), rows(market.end.value_or(market.base))});
  }
  return result;
}

void producer_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  model.sizes.producers = scenario.producers.size();
  if (scenario.producers.empty()) return;
  for (const int rank : scenario.ranks) model.ranks.push_back(static_cast<std::size_t>(rank));
  model.sizes.ranks = model.ranks.size();
  for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
    const auto& competition = scenario.segments[s].competition;
    model.segments[s].selection = competition ? rows(competition->selection) : rows.constant(0);
    model.segments[s].fixed_cost = competition ? rows(competition->fixed_cost) : rows.constant(0);
    for (std::size_t g = 0; g < scenario.producers.size(); ++g) {
      const config::Producer& producer = scenario.producers[g];
      if (!producer.segments[s]) continue;
      ProducerRows& result = model.segments[s].producers.emplace_back(producer_rows(scenario, *producer.segments[s], rows));
      result.producer = g;
      result.home_owned = producer.home_owned;
      if (result.volatility) result.shocks = shock_rows(scenario, rows, "producers." + producer.name);
    }
  }
}

}  // namespace

void account_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  submarket_rows(scenario, rows, model);
  split_rows(scenario, rows, model);
  customs_rows(scenario, rows, model);
  producer_rows(scenario, rows, model);
}

}  // namespace cellcast::sim
