#include "config/read/sections.hpp"

namespace cellcast::config {

namespace {

Place place(const Section& section, std::string_view name) {
  const Node* node = section.find(name);
  return node == nullptr ? section.place : node->place;
}

Observation read(const Section& section, Reader& reader) {
  Observation observation;
  const Word variable = reader.word(section, "variable");
  observation.variable = variable.text;
  observation.index = reader.string(section, "index");
  observation.year = static_cast<int>(reader.integer(section, "year"));
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
    if (item.kind == Kind::table) scenario.observations.push_back(read({&item, "observations", item.place}, reader));
}

}  // namespace cellcast::config
