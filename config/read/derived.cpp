#include <algorithm>

#include "config/read/sections.hpp"
#include "config/toml/text_places.hpp"

namespace cellcast::config {

namespace {

constexpr std::size_t kMostDerivedOutputs = 200;

bool is_output_name(std::string_view name) {
  const auto belongs = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' && std::ranges::all_of(name, belongs);
}

DerivedOutput read(const Section& section, Reader& reader, const std::vector<Source>& sources) {
  Report& report = reader.report();
  DerivedOutput out;
  out.name = section.name();
  out.name_place = section.node->key;
  if (!is_output_name(out.name))
    report.error(out.name_place, "`" + out.name + "` is no name of an output", "it has lower-case letters, digits and `_`, and starts with a letter");
  const Word text = reader.word(section, "expression");
  out.text = text.text;
  out.text_place = text.place;
  out.unit = reader.string(section, "unit");
  out.long_name = section.find("long_name") == nullptr ? default_long_name(out.text) : reader.string(section, "long_name");
  if (text.place.line == 0) return out;  // missing, or no text: reported
  auto parsed = parse_expression(out.text);
  if (const auto* error = std::get_if<ExpressionError>(&parsed)) {
    report.error(place_within(sources[text.place.source], text.place, error->at), error->problem, error->why, error->suggestion);
  } else {
    out.expression = std::make_shared<const Expression>(std::move(std::get<Expression>(parsed)));
  }
  return out;
}

}  // namespace

void read_derived(const Section& root, Reader& reader, Scenario& scenario) {
  for (const Section& section : reader.named_sections(reader.section(root, "derived"))) {
    if (scenario.derived.size() == kMostDerivedOutputs)
      return reader.report().error(section.node->key, "more than " + std::to_string(kMostDerivedOutputs) + " derived outputs", "", "remove some");
    scenario.derived.push_back(read(section, reader, scenario.sources));
  }
}

}  // namespace cellcast::config
