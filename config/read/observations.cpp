#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

Place place(const Section& section, std::string_view name) {
  const Node* node = section.find(name);
  return node == nullptr ? section.place : node->place;
}

/// A derived output may have no years; all others have.
int read_year(const Section& section, Reader& reader, bool may_lack) {
  if (section.find("year") == nullptr) {
    if (!may_lack)
      reader.report().missing(section.place, "observations.year", "`observations.year` is missing", "the year that it was observed in");
    return 0;
  }
  return static_cast<int>(reader.integer(section, "year"));
}

Observation read(const Section& section, Reader& reader, const Scenario& scenario) {
  Observation observation;
  const Word variable = reader.word(section, "variable");
  observation.variable = variable.text;
  observation.index = reader.string(section, "index");
  observation.year = read_year(section, reader, is_derived(scenario, variable.text));
  observation.value = reader.constant(section, "value");
  observation.sd = reader.constant(section, "sd");
  observation.relative = reader.boolean(section, "relative");
  if (section.find("basis") != nullptr) observation.basis = find_basis(reader.string(section, "basis"));
  if (section.find("factor") != nullptr) observation.factor = reader.constant(section, "factor");
  observation.variable_place = variable.place;
  observation.index_place = index_place(section, reader.report());
  observation.year_place = place(section, "year");
  observation.basis_place = place(section, "basis");
  if (observation.relative && observation.value <= 0)
    reader.report().error(place(section, "value"), "`observations.value` = " + text(observation.value) + " has no logarithm",
                          "with `relative` the error is normal on the logarithm", "write a value above 0, or remove `relative`");
  return observation;
}

}  // namespace

void read_observations(const Section& root, Reader& reader, Scenario& scenario) {
  const Node* list = root.find("observations");
  if (list == nullptr || list->kind != Kind::array) return;
  for (const Node& item : list->children)
    if (item.kind == Kind::table) scenario.observations.push_back(read({&item, "observations", item.place}, reader, scenario));
}

}  // namespace cellcast::config
