#include "sim/plan/model_rows.hpp"

#include "sim/plan/calendar.hpp"
#include "sim/plan/tables.hpp"

namespace cellcast::sim {
namespace {

MarketRows market_rows(const config::Scenario& scenario, const config::Market& market, RowTable& rows) {
  MarketRows result{};
  rows.place<config::MarketNumbers>(market, result);
  rows.place_options<config::MarketOptions>(market, result);
  if (market.volatility) result.shocks = shock_rows(scenario, rows, "markets." + market.name);
  result.overseas_home_share_end = rows(market.overseas_home_share_end);
  return result;
}

SegmentMarketRows segment_market_rows(const config::SegmentMarket& market, RowTable& rows) {
  SegmentMarketRows result{};
  rows.place<config::SegmentMarketNumbers>(market, result);
  rows.place_options<config::SegmentMarketOptions>(market, result);
  result.absent = !market.present;
  result.limited = market.local_capacity.has_value() && !result.absent;
  if (result.limited) {
    result.local_capacity = rows(*market.local_capacity);
    result.local_capacity_growth = rows(market.local_capacity_growth);
  }
  return result;
}

void growth_rows(const config::Growth& growth, SegmentRows& result, std::size_t first_driver, RowTable& rows) {
  using enum config::Process;
  result.growth = growth.process == logistic     ? Growth::logistic
                  : growth.process == submarkets ? Growth::submarkets
                                                 : Growth::compound;
  rows.place<config::DemandShockNumbers>(growth, result);
  if (growth.process == logistic) result.saturation = rows(growth.saturation);
  if (growth.process == cagr || growth.process == logistic) result.rates = {rows(growth.rate)};
  for (const config::Driver& driver : growth.drivers) {
    result.rates.push_back(rows(driver.rate));
    result.drivers.push_back({rows(driver.base), result.rates.back(), first_driver++});
  }
}

SegmentRows segment_rows(const config::Scenario& scenario, const config::Segment& segment, std::size_t first_driver, RowTable& rows) {
  SegmentRows result{};
  rows.place<config::SegmentNumbers>(segment, result);
  growth_rows(segment.growth, result, first_driver, rows);

  const config::Supply& supply = segment.supply;
  rows.place<config::CapacityNumbers>(supply, result);
  for (const config::Number& announced : supply.announced) result.announced.push_back(rows(announced));
  rows.place<config::SupplyNumbers>(supply, result);
  result.lead_time = static_cast<std::size_t>(supply.lead_time);

  rows.place<config::CostNumbers>(segment.cost, result);

  for (const config::SegmentMarket& market : segment.markets) result.markets.push_back(segment_market_rows(market, rows));
  for (const config::ChemistryShare& share : segment.chemistry) {
    result.chemistry_base.push_back(rows(share.base));
    result.chemistry_end.push_back(rows(share.end));
  }
  result.shocks = shock_rows(scenario, rows, segment.name);
  return result;
}

TariffRows tariff_rows(const config::Tariff& tariff, const config::Horizon& horizon, RowTable& rows) {
  TariffRows result{tariff.market, tariff.segments, rows(tariff.rate), {}};
  for (int year = horizon.base_year; year <= horizon.end_year; ++year) {
    result.in_force.push_back(fraction_in_force(tariff.from, tariff.until, year));
  }
  return result;
}

void quota_rows(const config::Scenario& scenario, RowTable& rows, Model& model) {
  const std::size_t years = scenario.horizon.years();
  for (std::size_t year = 0; year < years; ++year) {
    const int now = scenario.horizon.base_year + static_cast<int>(year);
    model.days.push_back(static_cast<double>(first_day(now + 1) - first_day(now)));
  }
  for (SegmentRows& segment : model.segments)
    for (SegmentMarketRows& market : segment.markets) market.rationed.resize(years);
  for (const config::Quota& quota : scenario.quotas) {
    QuotaRows result{rows(quota.limit), {}};
    for (std::size_t year = 0; year < years; ++year)
      result.days.push_back(days_in_force(quota.from, quota.until, scenario.horizon.base_year + static_cast<int>(year)));
    for (const std::size_t s : quota.segments) {
      SegmentMarketRows& market = model.segments[s].markets[quota.market];
      market.quotas.push_back(result);
      for (std::size_t year = 1; year < years; ++year) market.rationed[year] |= result.days[year] > 0;
    }
  }
}

}  // namespace

Model model_rows(const config::Scenario& scenario, RowTable& rows) {
  Model model;
  model.home = scenario.home();
  model.shock_correlation = rows.constant(scenario.economy.shock_correlation);
  rows.place<config::EconomyNumbers>(scenario.economy, model);
  rows.place<config::MaterialPriceNumbers>(scenario.economy, model);
  for (const config::Market& market : scenario.markets) model.markets.push_back(market_rows(scenario, market, rows));
  std::size_t drivers = 0;
  for (const config::Segment& segment : scenario.segments) {
    model.segments.push_back(segment_rows(scenario, segment, drivers, rows));
    drivers += segment.growth.drivers.size();
  }
  for (const config::Tariff& tariff : scenario.tariffs) model.tariffs.push_back(tariff_rows(tariff, scenario.horizon, rows));
  for (const config::Number& news : scenario.economy.news) model.news.push_back(rows(news));
  quota_rows(scenario, rows, model);
  model.intensity.resize(scenario.materials.size());
  for (std::size_t c = 0; c < scenario.chemistries.size(); ++c) {
    const std::vector<config::Number>& materials = scenario.chemistries[c].materials;
    for (std::size_t j = 0; j < materials.size(); ++j) {
      if (is_constant(materials[j], 0)) continue;
      model.intensity[j].push_back({c, rows(materials[j])});
    }
  }
  model.common_shocks = shock_rows(scenario, rows, "common");
  model.material_shocks = shock_rows(scenario, rows, "material");
  model.sizes.segments = scenario.segments.size();
  model.sizes.markets = scenario.markets.size();
  model.sizes.years = scenario.horizon.years();
  model.sizes.chemistries = scenario.chemistries.size();
  model.sizes.materials = scenario.materials.size();
  model.sizes.drivers = drivers;
  model.sizes.tables = tables(scenario);
  account_rows(scenario, rows, model);
  return model;
}

}  // namespace cellcast::sim
