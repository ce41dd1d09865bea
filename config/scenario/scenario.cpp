#include "config/scenario/scenario.hpp"

#include <algorithm>

namespace cellcast::config {

namespace {

class Collector {
 public:
  void add(const Number& number) { out_.push_back(&number); }

  void add(const Economy& economy) {
    fields<EconomyNumbers>(economy);
    fields<MaterialPriceNumbers>(economy);
  }

  void add(const Market& market) {
    fields<MarketNumbers>(market);
    if (market.overseas_home_share_end.path != market.overseas_home_share.path) add(market.overseas_home_share_end);
  }

  void add(const Growth& growth) {
    if (growth.process == Process::cagr || growth.process == Process::logistic) add(growth.rate);
    if (growth.process == Process::drivers)
      for (const Driver& driver : growth.drivers) add(driver.base), add(driver.rate);
    if (growth.process == Process::logistic) add(growth.saturation);
    fields<DemandShockNumbers>(growth);
  }

  void add(const Supply& supply) {
    fields<CapacityNumbers>(supply);
    for (const Number& announced : supply.announced) add(announced);
    fields<SupplyNumbers>(supply);
  }

  void add(const SegmentMarket& market) {
    fields<SegmentMarketNumbers>(market);
    if (market.local_capacity) add(*market.local_capacity);
    add(market.local_capacity_growth);
  }

  void add(const Segment& segment) {
    fields<SegmentNumbers>(segment);
    add(segment.growth);
    add(segment.supply);
    fields<CostNumbers>(segment.cost);
    for (const SegmentMarket& market : segment.markets) add(market);
    for (const ChemistryShare& share : segment.chemistry) fields<ChemistryShareNumbers>(share);
  }

  std::vector<const Number*> take() { return std::move(out_); }

 private:
  template <template <class> class Part>
  void fields(const Part<Number>& part) {
    for (const auto& field : Part<Number>::fields()) add(part.*field.member);
  }

  std::vector<const Number*> out_;
};

}  // namespace

std::uint64_t default_sensitivity_trials(std::uint64_t trials) { return std::clamp<std::uint64_t>(trials / 64, 2048, 8192); }

std::size_t Scenario::home() const {
  const auto found = std::find_if(markets.begin(), markets.end(), [](const Market& market) { return market.home; });
  return static_cast<std::size_t>(found - markets.begin());
}

bool is_derived(const Scenario& scenario, const std::string& output) {
  return std::ranges::find(scenario.derived, output, &DerivedOutput::name) != scenario.derived.end();
}

bool is_own(const Place& place, const Scenario& scenario) {
  return place.source == 0 || (place.source < scenario.sources.size() && scenario.sources[place.source].is_change);
}

std::vector<const Number*> numbers(const Scenario& scenario) {
  std::vector<const Number*> all = first_numbers(scenario);
  const std::vector<const Number*> later = later_numbers(scenario);
  all.insert(all.end(), later.begin(), later.end());
  return all;
}

std::vector<const Number*> first_numbers(const Scenario& scenario) {
  Collector collector;
  for (const Variable& variable : scenario.variables) collector.add(variable.number);
  collector.add(scenario.economy);
  for (const Market& market : scenario.markets) collector.add(market);
  for (const Tariff& tariff : scenario.tariffs) collector.add(tariff.rate);
  for (const Segment& segment : scenario.segments) collector.add(segment);
  for (const Chemistry& chemistry : scenario.chemistries)
    for (const Number& intensity : chemistry.materials) collector.add(intensity);
  return collector.take();
}

Interval support(const Number& number, const std::vector<Variable>& variables) {
  if (const auto* constant = std::get_if<double>(&number.value)) return {*constant, *constant};
  if (const auto* distribution = std::get_if<Distribution>(&number.value)) return support(*distribution);
  const Shared& shared = std::get<Shared>(number.value);
  if (shared.scale == 0) return {shared.offset, shared.offset};  // not 0 x infinity
  Interval out = support(variables[shared.variable].number, variables);
  if (shared.scale < 0) out = {out.high, out.low, out.high_open, out.low_open};
  out.low = out.low * shared.scale + shared.offset;
  out.high = out.high * shared.scale + shared.offset;
  return out;
}

std::vector<std::string> first_shock_kinds(const Scenario& scenario) {
  std::vector<std::string> kinds{"common"};
  for (const Segment& segment : scenario.segments) kinds.push_back(segment.name);
  kinds.emplace_back("material");
  return kinds;
}

std::vector<std::string> later_shock_kinds(const Scenario& scenario) {
  std::vector<std::string> kinds;
  for (const Market& market : scenario.markets)
    if (market.volatility) kinds.push_back("markets." + market.name);
  const auto has_volatility = [](const std::optional<ProducerSegment>& segment) { return segment && segment->volatility; };
  for (const Producer& producer : scenario.producers)
    if (std::ranges::any_of(producer.segments, has_volatility)) kinds.push_back("producers." + producer.name);
  return kinds;
}

std::vector<std::string> shock_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const std::vector<std::string>& kinds : {first_shock_kinds(scenario), later_shock_kinds(scenario)})
    for (const std::string& kind : kinds)
      for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year)
        names.push_back("shock." + kind + "[" + std::to_string(year) + "]");
  return names;
}

std::string repaired_correlations(const Scenario& scenario) {
  std::string lines;
  for (const Correlation& correlation : scenario.correlations) {
    if (!correlation.given) continue;
    lines += correlation.first + " ~ " + correlation.second + (correlation.rank ? ": rank " : ": pearson ") + text(*correlation.given) +
             " -> " + text(correlation.rank_or_pearson) + "\n";
  }
  return lines;
}

Segment::Segment() = default;
Segment::Segment(const Segment&) = default;
Segment::Segment(Segment&&) noexcept = default;
Segment& Segment::operator=(const Segment&) = default;
Segment& Segment::operator=(Segment&&) noexcept = default;
Segment::~Segment() = default;

Scenario::Scenario() = default;
Scenario::Scenario(const Scenario&) = default;
Scenario::Scenario(Scenario&&) noexcept = default;
Scenario& Scenario::operator=(const Scenario&) = default;
Scenario& Scenario::operator=(Scenario&&) noexcept = default;
Scenario::~Scenario() = default;

}  // namespace cellcast::config
