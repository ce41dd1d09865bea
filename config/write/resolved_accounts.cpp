#include "config/write/resolved_accounts.hpp"

namespace cellcast::config {

namespace {

void write_submarkets(const std::string& path, const Segment& segment, ResolvedLines& out) {
  for (const Submarket& submarket : segment.submarkets) {
    out.header(path + ".submarkets." + submarket.name);
    out.numbers<SubmarketNumbers>(submarket);
    out.options<SubmarketOptions>(submarket);
  }
}

void write_splits(const std::string& path, const Segment& segment, ResolvedLines& out) {
  for (std::size_t k = 0; k < segment.splits.size(); ++k) {
    const Split& split = out.scenario().splits[k];
    for (std::size_t c = 0; c < segment.splits[k].size(); ++c) {
      out.header(path + ".splits." + split.name + "." + split.classes[c]);
      out.numbers(segment.splits[k][c]);
    }
  }
}

void write_producer_segment(const std::string& path, const ProducerSegment& segment, ResolvedLines& out) {
  out.header(path);
  out.integer("firms", static_cast<std::uint64_t>(segment.firms));
  out.line("skew", text(segment.skew));
  out.numbers<ProducerNumbers>(segment);
  out.options<ProducerOptions>(segment);
  for (std::size_t m = 0; m < segment.markets.size(); ++m) {
    if (!segment.markets[m]) continue;
    out.header(path + ".markets." + out.scenario().markets[m].name);
    out.numbers<ProducerMarketNumbers>(*segment.markets[m]);
    out.options<ProducerMarketOptions>(*segment.markets[m]);
  }
}

}  // namespace

void write_accounts(const Segment& segment, ResolvedLines& out) {
  const std::string path = "segments." + segment.name;
  write_submarkets(path, segment, out);
  write_splits(path, segment, out);
  if (segment.customs) {
    out.header(path + ".customs");
    out.numbers<SegmentCustomsNumbers>(*segment.customs);
    out.options<SegmentCustomsOptions>(*segment.customs);
  }
  if (segment.competition) {
    out.header(path + ".competition");
    out.numbers(*segment.competition);
  }
}

void write_accounts(ResolvedLines& out) {
  const Scenario& scenario = out.scenario();
  if (scenario.customs) {
    out.header("customs");
    out.numbers<CustomsNumbers>(*scenario.customs);
    out.options<CustomsOptions>(*scenario.customs);
  }
  if (scenario.producers.empty()) return;
  out.header("concentration");
  out.line("ranks", ResolvedLines::list(scenario.ranks, [](int rank) { return std::to_string(rank); }));
  for (const Producer& producer : scenario.producers) {
    out.header("producers." + producer.name);
    out.line("home_owned", producer.home_owned ? "true" : "false");
    for (std::size_t s = 0; s < producer.segments.size(); ++s)
      if (producer.segments[s])
        write_producer_segment("producers." + producer.name + ".segments." + scenario.segments[s].name, *producer.segments[s], out);
  }
}

}  // namespace cellcast::config
