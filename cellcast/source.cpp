#include "cellcast/source.hpp"

#include "cellcast/state.hpp"

namespace cellcast {

study::Source source_of(const Scenario& scenario) { return study::source_of(Access::state(scenario).scenario); }

study::Source source_of(const Result& result) {
  const Access::ResultState& state = Access::state(result);
  if (state.finished) return study::source_of(state.name, state.finished->scenario, state.finished->results);
  const auto lock = lock_hdf5();
  state.require_same_file();
  return study::load_source(state.path, {}, {});
}

study::Source source_of(const Subject& subject) {
  return std::visit([](const auto& each) { return source_of(each); }, subject);
}

std::vector<study::Source> sources_of(std::span<const Subject> subjects) {
  std::vector<study::Source> sources;
  for (const Subject& subject : subjects) sources.push_back(source_of(subject));
  return sources;
}

}  // namespace cellcast
