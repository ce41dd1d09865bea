#include "sim/check/stop.hpp"

#include <string>

#include "sim/check/cell.hpp"
#include "sim/check/variable.hpp"

namespace cellcast::sim {
namespace {

void check_design(const config::Sampling& sampling, std::vector<config::Diagnostic>& out) {
  const config::MethodTraits& design = config::traits(sampling.method);
  if (!design.why_fixed.empty()) {
    const auto grows = [](const config::MethodTraits& each) { return each.why_fixed.empty(); };
    out.push_back({sampling.method_place, "a run with `sampling.stop` must be able to grow", std::string(design.why_fixed),
                   "use " + config::methods_that(grows) + ", or remove `sampling.stop`"});
  }
  const auto replicates = static_cast<std::uint64_t>(sampling.replicates);
  if (design.points == config::Points::power_of_two && sampling.stop->max_trials < replicates) {
    out.push_back({sampling.stop->max_trials_place, std::to_string(sampling.stop->max_trials) + " trials are too few",
                   "there are " + std::to_string(replicates) + " replicates", "allow at least one for each"});
  }
}

}  // namespace

void check_stop(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out) {
  if (!scenario.sampling.stop) return;
  check_design(scenario.sampling, out);
  const config::Stop& stop = *scenario.sampling.stop;
  if (stop.variable_place.line == 0) return;  // missing, or no text: reported
  const auto id = check_variable(stop.variable, stop.variable_place, scope, out);
  if (!id) return;
  check_kept(scenario.outputs, stop.variable, stop.variable_place, out);
  const std::optional<int> year = stop.is_year_given || has_years(scope.labels.variable(*id)) ? std::optional(stop.year) : std::nullopt;
  check_cell({stop.index, year, stop.variable_place, stop.index_place, stop.year_place, ""}, scenario, scope.labels, scope.labels.variable(*id),
             out);
}

}  // namespace cellcast::sim
