#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

ProducerMarket read_market(const Section& section, Reader& reader) {
  ProducerMarket out;
  reader.numbers<ProducerMarketNumbers>(section, out);
  reader.options<ProducerMarketOptions>(section, out);
  return out;
}

/// What belongs to groups of the other kind of owner.
void refuse_of_other_owner(const Section& section, bool home_owned, Report& report) {
  const char* key = home_owned ? "markets" : "overseas";
  const Node* node = section.find(key);
  if (node == nullptr) return;
  const std::string path = section.path + "." + key;
  report.error(node->key, "`" + path + "` of a " + (home_owned ? "home-owned" : "foreign-owned") + " group",
               home_owned ? "it is the part of foreign-owned groups in local supply; home-owned groups have `overseas`"
                          : "it is the part of home-owned groups in what their plants abroad supply; foreign-owned groups have `markets`",
               home_owned ? "remove it, or add `home_owned = false` to the group" : "remove it");
  report.excuse(path);
}

ProducerSegment read_segment(const Section& section, const Scenario& scenario, Reader& reader) {
  ProducerSegment out;
  out.place = section.node->key;
  out.firms_place = section.place_of("firms");
  reader.numbers<ProducerNumbers>(section, out);
  reader.options<ProducerOptions>(section, out);
  out.firms = static_cast<int>(reader.integer(section, "firms"));
  out.skew = reader.constant(section, "skew");
  out.markets.resize(scenario.markets.size());
  for (const Section& market : reader.named_sections(reader.section(section, "markets"))) {
    const auto m = find_named(names_of(scenario.markets), {market.name(), market.node->key}, "market", reader.report());
    if (m) out.markets[*m] = read_market(market, reader);
  }
  return out;
}

Producer read_producer(const Section& section, Reader& reader, const Scenario& scenario) {
  Producer out;
  out.name = section.name();
  out.place = section.node->key;
  out.home_owned = reader.boolean(section, "home_owned");
  const Node* owner = section.find("home_owned");
  const bool is_owner_known = owner == nullptr ? !reader.report().may_have(section.path + ".home_owned") : owner->kind == Kind::boolean;
  out.segments.resize(scenario.segments.size());
  for (const Section& segment : reader.named_sections(reader.section(section, "segments"))) {
    const auto s = find_named(names_of(scenario.segments), {segment.name(), segment.node->key}, "segment", reader.report());
    if (!s) continue;
    out.segments[*s] = read_segment(segment, scenario, reader);
    if (is_owner_known) refuse_of_other_owner(segment, out.home_owned, reader.report());
  }
  return out;
}

}  // namespace

void read_producers(const Section& root, Reader& reader, Scenario& scenario) {
  for (const Section& section : reader.named_sections(reader.section(root, "producers")))
    scenario.producers.push_back(read_producer(section, reader, scenario));
  const Section concentration = reader.section(root, "concentration");
  scenario.ranks = reader.integers(concentration, "ranks");
  if (const Node* ranks = concentration.find("ranks")) scenario.ranks_place = ranks->place;
  constexpr std::size_t kMostRanks = 20;
  if (scenario.ranks.size() > kMostRanks)
    reader.report().error(concentration.place_of("ranks"), "`concentration.ranks` has too many entries",
                          std::to_string(scenario.ranks.size()) + ", and at most " + std::to_string(kMostRanks));
  if (concentration.node != nullptr && scenario.producers.empty())
    reader.report().missing(concentration.node->key, "producers", "`concentration` without `producers`", "it tells shares of their firms",
                            "add [producers.NAME], or remove it");
}

}  // namespace cellcast::config
