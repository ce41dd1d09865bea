#include "study/score/subject.hpp"

#include <filesystem>

#include "output/files/read_error.hpp"
#include "output/work/work_folder.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {
namespace {

Source load_work(const std::string& path, const config::Overrides& overrides, const Watch& watch) {
  const output::WorkFolder folder(path);
  const std::string name = path + "/plan";
  const auto refuse = [&](const std::string& why) { throw output::ReadError(output::ReadError::Kind::data, name + ": " + why); };
  if (!folder.plan().sweep.empty()) refuse("is of a sweep, which has no one forecast to score; score its scenario");
  const std::string& resolved = folder.plan().provenance.scenario_resolved;
  config::Scenario scenario = load_embedded(name, resolved, {}, watch);
  if (output::identity_of(scenario) != folder.plan().identity)
    refuse("made by a cellcast that draws or counts otherwise; use that one, or the scenario itself");
  return source_of(is_changed(overrides) ? load_embedded(name, resolved, overrides, watch) : std::move(scenario));
}

}  // namespace

Source load_subject(const std::string& path, const config::Overrides& overrides, const Watch& watch) {
  std::error_code unknown;
  return std::filesystem::is_directory(path, unknown) ? load_work(path, overrides, watch) : load_source(path, overrides, watch);
}

}  // namespace cellcast::study
