#include <algorithm>

#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

/// The numbers of a table that has only numbers, each where the file does not give it: 0.
SplitShare no_share(const std::string& path) {
  SplitShare out;
  for (const auto& field : SplitShare::fields()) out.*field.member = {0.0, path + "." + std::string(field.name), {}};
  return out;
}

void read_submarkets(const Section& segment, Reader& reader, Segment& out) {
  for (const Section& section : reader.named_sections(reader.section(segment, "submarkets"))) {
    Submarket& submarket = out.submarkets.emplace_back();
    submarket.name = section.name();
    reader.numbers<SubmarketNumbers>(section, submarket);
    reader.options<SubmarketOptions>(section, submarket);
  }
}

std::size_t index_of(const std::string& name, std::vector<Split>& splits) {
  const auto found = std::ranges::find(splits, name, &Split::name);
  if (found != splits.end()) return static_cast<std::size_t>(found - splits.begin());
  splits.push_back({name, {}});
  return splits.size() - 1;
}

std::size_t index_of(const std::string& name, std::vector<std::string>& classes) {
  const auto found = std::ranges::find(classes, name);
  if (found != classes.end()) return static_cast<std::size_t>(found - classes.begin());
  classes.push_back(name);
  return classes.size() - 1;
}

void read_splits(const Section& segment, Reader& reader, std::vector<Split>& splits, Segment& out) {
  for (const Section& section : reader.named_sections(reader.section(segment, "splits"))) {
    if (section.node->children.empty()) {
      reader.report().missing(section.node->key, section.path, "`" + section.path + "` has no class", "a split divides production among classes",
                              "add [" + section.path + ".NAME], or remove it");
      continue;
    }
    const std::size_t split = index_of(section.name(), splits);
    if (out.splits.size() <= split) out.splits.resize(split + 1);
    std::vector<SplitShare>& shares = out.splits[split];
    for (const Section& of_class : reader.named_sections(section)) {
      const std::size_t place = index_of(of_class.name(), splits[split].classes);
      while (shares.size() <= place) shares.push_back(no_share(section.path + "." + splits[split].classes[shares.size()]));
      reader.numbers<SplitNumbers>(of_class, shares[place]);
    }
  }
}

}  // namespace

void complete_splits(Scenario& scenario) {
  for (Segment& segment : scenario.segments) {
    segment.splits.resize(scenario.splits.size());
    for (std::size_t k = 0; k < scenario.splits.size(); ++k) {
      const Split& split = scenario.splits[k];
      std::vector<SplitShare>& shares = segment.splits[k];
      if (shares.empty()) continue;
      const std::string path = "segments." + segment.name + ".splits." + split.name + ".";
      while (shares.size() < split.classes.size()) shares.push_back(no_share(path + split.classes[shares.size()]));
    }
  }
}

void read_segment_accounts(const Section& segment, Reader& reader, Scenario& scenario, Segment& out) {
  read_submarkets(segment, reader, out);
  read_splits(segment, reader, scenario.splits, out);
  if (const Section customs = reader.section(segment, "customs"); customs.node != nullptr) {
    reader.numbers<SegmentCustomsNumbers>(customs, out.customs.emplace());
    out.customs->place = customs.node->key;
    reader.options<SegmentCustomsOptions>(customs, *out.customs);
  }
  if (const Section competition = reader.section(segment, "competition"); competition.node != nullptr) {
    reader.numbers<CompetitionNumbers>(competition, out.competition.emplace());
    out.competition->place = competition.node->key;
  }
}

void read_customs(const Section& root, Reader& reader, Scenario& scenario) {
  const Section customs = reader.section(root, "customs");
  if (customs.node == nullptr) return;
  reader.numbers<CustomsNumbers>(customs, scenario.customs.emplace());
  scenario.customs->place = customs.node->key;
  reader.options<CustomsOptions>(customs, *scenario.customs);
}

}  // namespace cellcast::config
