#include "sim/check/derived.hpp"

#include <string>

#include "config/toml/text_places.hpp"
#include "sim/derived/reserved.hpp"

namespace cellcast::sim {

void check_derived(const config::Scenario& scenario, const DerivedOutputs& derived, std::vector<config::Diagnostic>& out) {
  for (const config::DerivedOutput& output : scenario.derived) {
    const std::string taken = reserved_as(output.name);
    if (!taken.empty()) out.push_back({output.name_place, "no derived output can be called `" + output.name + "`", "it is " + taken, "choose another name"});
  }
  for (const DerivedTrouble& trouble : derived.troubles) {
    const config::DerivedOutput& output = scenario.derived[trouble.output];
    const auto source = output.text_place.source;
    const config::Place place =
        source < scenario.sources.size() ? place_within(scenario.sources[source], output.text_place, trouble.error.at) : output.text_place;
    out.push_back({place, trouble.error.problem, trouble.error.why, trouble.error.suggestion});
  }
}

}  // namespace cellcast::sim
