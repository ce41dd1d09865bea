#include <algorithm>
#include <charconv>

#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

/// Keys that belong to another growth process, unless the process may be given in what could not be read.
void refuse_other_process(const Section& growth, Process process, const std::string& name, Report& report) {
  const bool may_be_another = growth.find("process") == nullptr && report.may_have(growth.path + ".process");
  const auto refuse = [&](const char* key, const char* owners) {
    if (const Node* node = growth.find(key)) {
      const std::string path = growth.path + "." + key;
      if (!may_be_another)
        report.error(node->key, "`" + path + "` with process \"" + name + "\"", std::string("it belongs to ") + owners,
                     "remove it, or change `process`");
      report.excuse(path);  // nothing else is to be said of it: it is not read
    }
  };
  if (process == Process::drivers || process == Process::submarkets) refuse("rate", "cagr and logistic");
  if (process != Process::drivers) refuse("drivers", "drivers");
  if (process != Process::logistic) refuse("saturation", "logistic");
}

std::vector<Driver> read_drivers(const Section& growth, Reader& reader) {
  std::vector<Driver> out;
  const Section drivers = reader.section(growth, "drivers");
  for (const Section& section : reader.named_sections(drivers)) {
    Driver driver;
    driver.name = section.name();
    driver.unit = reader.string(section, "unit");
    driver.base = reader.number(section, "base");
    driver.rate = reader.number(section, "rate");
    out.push_back(std::move(driver));
  }
  if (out.empty())
    reader.report().missing(growth.place, growth.path + ".drivers", "`" + growth.path + "` has no driver", "process \"drivers\" needs one",
                            "add [" + growth.path + ".drivers.NAME]");
  return out;
}

/// Where the segments' demand grows by that of its submarkets.
void require_submarkets(const Section& segment, const Section& growth, Reader& reader) {
  const Section submarkets = reader.section(segment, "submarkets");
  if (submarkets.node == nullptr || submarkets.node->children.empty())
    reader.report().missing(growth.place, submarkets.path, "`" + segment.path + "` has no submarket", "process \"submarkets\" needs one",
                            "add [" + submarkets.path + ".NAME]");
}

Growth read_growth(const Section& segment, Reader& reader) {
  const Section section = reader.section(segment, "growth");
  Growth growth;
  const Word process = reader.word(section, "process");
  const auto known = std::ranges::find(kProcessNames, process.text);
  const bool is_known = known != kProcessNames.end();
  if (is_known) growth.process = static_cast<Process>(known - kProcessNames.begin());
  reader.numbers<DemandShockNumbers>(section, growth);
  if (!is_known) {
    reader.report().excuse(section.path);
    return growth;
  }
  refuse_other_process(section, growth.process, process.text, reader.report());
  if (growth.process == Process::submarkets) require_submarkets(segment, section, reader);
  if (growth.process == Process::drivers) growth.drivers = read_drivers(section, reader);
  if (growth.process == Process::cagr || growth.process == Process::logistic) growth.rate = reader.number(section, "rate");
  if (growth.process == Process::logistic) growth.saturation = reader.number(section, "saturation");
  return growth;
}

Supply read_supply(const Section& segment, Reader& reader, const Horizon& horizon) {
  const Section section = reader.section(segment, "supply");
  Supply supply;
  reader.numbers<CapacityNumbers>(section, supply);
  supply.announced = read_by_year(reader.section(section, "announced"), reader, horizon, "capacity is announced");
  reader.numbers<SupplyNumbers>(section, supply);
  supply.lead_time = static_cast<int>(reader.integer(section, "lead_time"));
  return supply;
}

/// A market that the segment leaves out: no demand, all of it home producers'.
SegmentMarket absent(const std::string& path) {
  SegmentMarket out;
  for (const auto& field : SegmentMarketNumbers<Number>::fields()) out.*field.member = {0.0, path + "." + std::string(field.name), {}};
  out.home_share.value = 1.0;
  out.local_capacity_growth = {0.0, path + ".local_capacity_growth", {}};
  return out;
}

SegmentMarket read_market(const Section& section, bool is_home, Reader& reader) {
  SegmentMarket out;
  out.present = true;
  reader.numbers<SegmentMarketNumbers>(section, out);
  if (section.find("local_capacity") != nullptr) out.local_capacity = reader.number(section, "local_capacity");
  out.local_capacity_growth = reader.number(section, "local_capacity_growth");
  reader.options<SegmentMarketOptions>(section, out);
  const auto refuse = [&](const char* key, const char* why) {
    const Node* node = is_home ? section.find(key) : nullptr;
    if (node != nullptr) reader.report().error(node->key, "`" + section.path + "." + key + "` at home", why, "remove it");
  };
  refuse("local_capacity", "local plants are those of other markets");
  refuse("local_capacity_growth", "local plants are those of other markets");
  refuse("home_share_drift", "it is of buyers in other markets");
  return out;
}

void read_segment_markets(const Section& segment, Reader& reader, const Scenario& scenario, Segment& out) {
  const Section markets = reader.section(segment, "markets");
  for (const Market& market : scenario.markets) {
    const Section section = reader.section(markets, market.name);
    out.markets.push_back(section.node != nullptr ? read_market(section, market.home, reader) : absent(section.path));
  }
  const std::vector<Section> given = reader.named_sections(markets);
  for (const Section& section : given)
    find_named(names_of(scenario.markets), {section.name(), section.node->key}, "market", reader.report());
  if (given.empty())
    reader.report().missing(segment.place, segment.path + ".markets", "`" + segment.path + "` has no market", "it needs demand somewhere",
                            "add [" + segment.path + ".markets.NAME]");
}

void read_segment_chemistry(const Section& segment, Reader& reader, const Scenario& scenario, Segment& out) {
  const Section table = reader.section(segment, "chemistry");
  for (const Chemistry& chemistry : scenario.chemistries) {
    const Section section = reader.section(table, chemistry.name);
    reader.numbers(section, out.chemistry.emplace_back());
  }
  const std::vector<std::string> known = names_of(scenario.chemistries);
  for (const Section& section : reader.named_sections(table))
    if (!find_named(known, {section.name(), section.node->key}, "chemistry", reader.report())) reader.report().excuse(table.path);
  if (table.node == nullptr && !scenario.chemistries.empty())
    reader.report().missing(segment.place, table.path, "`" + table.path + "` is missing", "the scenario declares chemistries",
                            "add [" + table.path + "]");
  if (table.node == nullptr) reader.report().excuse(table.path);
}

}  // namespace

std::vector<Number> read_by_year(const Section& table, Reader& reader, const Horizon& horizon, const std::string& what) {
  std::vector<Number> out;
  for (int year = horizon.base_year + 1; year <= horizon.end_year; ++year) out.push_back(reader.number(table, std::to_string(year)));
  if (table.node == nullptr || horizon.end_year == 0) return out;
  for (const Node& child : table.node->children) {
    if (find_key(table.path + "." + child.name) == nullptr) continue;  // no year: reported with the unknown keys
    int year = 0;
    const bool is_beyond = std::from_chars(child.name.data(), child.name.data() + child.name.size(), year).ec != std::errc();
    if (is_beyond || year <= horizon.base_year || year > horizon.end_year)
      reader.report().error(child.key, "`" + table.path + "." + child.name + "` is outside the horizon",
                            what + " for " + std::to_string(horizon.base_year + 1) + " to " + std::to_string(horizon.end_year));
  }
  return out;
}

void read_segments(const Section& root, Reader& reader, Scenario& scenario) {
  const Section segments = reader.section(root, "segments");
  for (const Section& section : reader.named_sections(segments)) {
    Segment segment;
    segment.name = section.name();
    segment.place = section.place;
    if (segment.name == "common" || segment.name == "material") {
      reader.report().error(section.node->key, "a segment may not be called `" + segment.name + "`",
                            "shock." + segment.name + "[YEAR] is the name of another shock", "choose another name");
      reader.report().excuse(section.path);
    }
    reader.numbers<SegmentNumbers>(section, segment);
    segment.growth = read_growth(section, reader);
    segment.supply = read_supply(section, reader, scenario.horizon);
    reader.numbers<CostNumbers>(reader.section(section, "cost"), segment.cost);
    read_segment_markets(section, reader, scenario, segment);
    read_segment_chemistry(section, reader, scenario, segment);
    read_segment_accounts(section, reader, scenario, segment);
    scenario.segments.push_back(std::move(segment));
  }
  complete_splits(scenario);
  if (scenario.segments.empty())
    reader.report().missing(segments.place, "segments", "there is no segment", "a scenario has at least one", "add [segments.NAME]");
}

}  // namespace cellcast::config
