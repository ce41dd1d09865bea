#include <algorithm>

#include "config/read/sections.hpp"
#include "config/scenario/day.hpp"

namespace cellcast::config {

namespace {

void check_homes(const std::vector<Section>& sections, Reader& reader, Scenario& scenario, const Section& markets) {
  const Section* first = nullptr;
  for (std::size_t m = 0; m < sections.size(); ++m) {
    const Node* home = sections[m].find("home");
    if (home != nullptr && home->kind != Kind::boolean) reader.report().excuse("markets");  // it was meant to be one, perhaps
    if (!scenario.markets[m].home) continue;
    if (first != nullptr) {
      reader.report().error(sections[m].find("home")->place, "a second home market, `" + sections[m].name() + "`",
                            "`" + first->name() + "` is the home market", "exactly one market has `home = true`");
      scenario.markets[m].home = false;
    } else {
      first = &sections[m];
    }
  }
  if (sections.empty())
    reader.report().missing(markets.place, "markets", "there is no market", "a scenario has a home market",
                            "add [markets.NAME] with `home = true`");
  else if (first == nullptr)
    reader.report().missing(markets.place, "markets", "no market is the home market", "exactly one has `home = true`",
                            "add `home = true` to the producers' own");
}

/// What only other markets have: freight from home, the premium of plants that are not at home, ...
void refuse_at_home(const Section& market, Report& report) {
  for (const Node& child : market.node->children) {
    if (child.name != "home" && child.name != "volatility" && find_key(market.path + "." + child.name) != nullptr)
      report.error(child.key, "`" + market.path + "." + child.name + "` at home", "the home market has only `home` and `volatility`", "remove it");
  }
}

void read_segments_of(const Section& section, Reader& reader, const Scenario& scenario, const std::string& none, Measure& measure) {
  std::vector<std::size_t>& out = measure.segments;
  if (section.find("segments") == nullptr) {
    for (std::size_t s = 0; s < scenario.segments.size(); ++s) out.push_back(s);
    return;
  }
  const std::vector<Word> words = reader.words(section, "segments");
  if (section.find("segments")->kind == Kind::array && section.find("segments")->children.empty())
    reader.report().error(section.find("segments")->place, "`" + section.path + ".segments` is empty", none, "leave the key out for all");
  for (const Word& word : words) {
    const auto segment = find_named(names_of(scenario.segments), word, "segment", reader.report());
    if (!segment) continue;
    if (std::find(out.begin(), out.end(), *segment) != out.end()) {
      reader.report().error(word.place, "`" + word.text + "` stands twice in `" + section.path + ".segments`");
      continue;
    }
    out.push_back(*segment);
    measure.segment_places.push_back(word.place);
  }
}

/// The words for a kind of measure: "a tariff of the home market"; what it does; what becomes of one without segments.
struct MeasureWords {
  std::string kind, why, none;
};

void read_measure(const Section& section, Reader& reader, const Scenario& scenario, const MeasureWords& words, Measure& measure) {
  measure.name = section.name();
  const Word market = reader.word(section, "market");
  if (const auto index = find_named(names_of(scenario.markets), market, "market", reader.report())) {
    measure.market = *index;
    if (scenario.markets[*index].home)
      reader.report().error(market.place, "a " + words.kind + " of the home market, `" + market.text + "`", words.why,
                            "name another market");
  }
  measure.place = section.node->key;
  measure.from_place = section.place_of("from");
  measure.until_place = section.place_of("until");
  read_segments_of(section, reader, scenario, words.none, measure);
  measure.from = reader.date(section, "from");
  measure.until = reader.date(section, "until");
  if (measure.from && measure.until && *measure.until <= *measure.from)
    reader.report().error(
        section.find("until")->place, "`" + section.path + ".until` must be after `from`",
        date_text(*measure.until) + " is not after " + date_text(*measure.from) + "; `until` is the first day no longer in force");
}

}  // namespace

void read_markets(const Section& root, Reader& reader, Scenario& scenario) {
  const Section markets = reader.section(root, "markets");
  const std::vector<Section> sections = reader.named_sections(markets);
  for (const Section& section : sections) {
    Market market;
    market.name = section.name();
    market.home = reader.boolean(section, "home");
    reader.numbers<MarketNumbers>(section, market);
    reader.options<MarketOptions>(section, market);
    const bool has_end = section.find("overseas_home_share_end") != nullptr;
    market.overseas_home_share_end = has_end ? reader.number(section, "overseas_home_share_end") : market.overseas_home_share;
    if (market.home) refuse_at_home(section, reader.report());
    scenario.markets.push_back(std::move(market));
  }
  check_homes(sections, reader, scenario, markets);
}

void read_tariffs(const Section& root, Reader& reader, Scenario& scenario) {
  for (const Section& section : reader.named_sections(reader.section(root, "tariffs"))) {
    Tariff& tariff = scenario.tariffs.emplace_back();
    read_measure(section, reader, scenario, {"tariff", "duties fall on imports from home", "no segment would pay"}, tariff);
    tariff.rate = reader.number(section, "rate");
  }
}

void read_quotas(const Section& root, Reader& reader, Scenario& scenario) {
  for (const Section& section : reader.named_sections(reader.section(root, "quotas"))) {
    const std::size_t before = reader.report().count();
    Quota& quota = scenario.quotas.emplace_back();
    read_measure(section, reader, scenario, {"quota", "it limits imports from home", "no segment would be limited"}, quota);
    if (reader.report().count() > before) quota.segments.clear();  // what it limits is not known
    quota.limit = reader.number(section, "limit");
  }
}

void read_chemistries(const Section& root, Reader& reader, Scenario& scenario) {
  for (const Section& material : reader.named_sections(reader.section(root, "materials"))) scenario.materials.push_back(material.name());
  for (const Section& section : reader.named_sections(reader.section(root, "chemistries"))) {
    Chemistry chemistry;
    chemistry.name = section.name();
    const Section materials = reader.section(section, "materials");
    for (const std::string& name : scenario.materials) chemistry.materials.push_back(reader.number(materials, name));
    if (materials.node != nullptr) {
      for (const Node& child : materials.node->children)
        if (is_name(child.name)) find_named(scenario.materials, {child.name, child.key}, "material", reader.report());
    }
    scenario.chemistries.push_back(std::move(chemistry));
  }
}

}  // namespace cellcast::config
