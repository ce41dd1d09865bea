#include "config/scenario/scenario.hpp"

namespace cellcast::config {

namespace {

/// Numbers that came to the format after the first: see numbers().
class LaterNumbers {
 public:
  std::vector<const Number*> of(const Scenario& scenario) {
    for (const Market& market : scenario.markets) options<MarketOptions>(market);
    for (const Quota& quota : scenario.quotas) add(quota.limit);
    for (const Number& news : scenario.economy.news) add(news);
    for (const Segment& segment : scenario.segments) this->segment(segment);
    for (const Producer& producer : scenario.producers) this->producer(producer);
    if (scenario.customs) {
      fields<CustomsNumbers>(*scenario.customs);
      options<CustomsOptions>(*scenario.customs);
    }
    return std::move(out_);
  }

 private:
  void add(const Number& number) { out_.push_back(&number); }

  template <template <class> class Part>
  void fields(const Part<Number>& part) {
    for (const auto& field : Part<Number>::fields()) add(part.*field.member);
  }

  template <template <class> class Part>
  void options(const Part<std::optional<Number>>& part) {
    for (const auto& field : Part<std::optional<Number>>::fields())
      if (part.*field.member) add(*(part.*field.member));
  }

  void segment(const Segment& segment) {
    for (const SegmentMarket& market : segment.markets) options<SegmentMarketOptions>(market);
    for (const Submarket& submarket : segment.submarkets) {
      fields<SubmarketNumbers>(submarket);
      options<SubmarketOptions>(submarket);
    }
    for (const std::vector<SplitShare>& split : segment.splits)
      for (const SplitShare& share : split) fields<SplitNumbers>(share);
    if (segment.customs) {
      fields<SegmentCustomsNumbers>(*segment.customs);
      options<SegmentCustomsOptions>(*segment.customs);
    }
    if (segment.competition) fields<CompetitionNumbers>(*segment.competition);
  }

  void producer(const Producer& producer) {
    for (const std::optional<ProducerSegment>& segment : producer.segments) {
      if (!segment) continue;
      fields<ProducerNumbers>(*segment);
      options<ProducerOptions>(*segment);
      for (const std::optional<ProducerMarket>& market : segment->markets) {
        if (!market) continue;
        fields<ProducerMarketNumbers>(*market);
        options<ProducerMarketOptions>(*market);
      }
    }
  }

  std::vector<const Number*> out_;
};

}  // namespace

std::vector<const Number*> later_numbers(const Scenario& scenario) { return LaterNumbers().of(scenario); }

}  // namespace cellcast::config
