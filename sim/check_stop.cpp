#include "sim/check_stop.hpp"

#include <algorithm>
#include <string>

#include "config/suggest.hpp"
#include "sim/check_variable.hpp"
#include "sim/labels.hpp"

namespace cellcast::sim {
namespace {

void check_design(const config::Sampling& sampling, std::vector<config::Diagnostic>& out) {
  if (sampling.method == config::Method::latin_hypercube) {
    out.push_back({sampling.method_place, "a run with `sampling.stop` must be able to grow",
                   "more trials of a Latin hypercube are other trials, as all divide its strata between them",
                   "use \"sobol\" or \"monte-carlo\", or remove `sampling.stop`"});
  }
  const auto replicates = static_cast<std::uint64_t>(sampling.replicates);
  if (sampling.method == config::Method::sobol && sampling.stop->max_trials < replicates) {
    out.push_back({sampling.stop->max_trials_place, std::to_string(sampling.stop->max_trials) + " trials are too few",
                   "there are " + std::to_string(replicates) + " replicates", "allow at least one for each"});
  }
}

void check_cell(const config::Scenario& scenario, const Variable& variable, std::vector<config::Diagnostic>& out) {
  const config::Stop& stop = *scenario.sampling.stop;
  const std::string name(variable.name);
  const std::vector<std::string> known = indices(labels(scenario), variable);
  if (known.empty()) {
    out.push_back({stop.variable_place, "`" + name + "` has no values in this scenario", "", "choose another variable"});
  } else if (std::ranges::find(known, stop.index) == known.end()) {
    const bool is_single = known.size() == 1 && known.front().empty();
    out.push_back({stop.index_place,
                   stop.index.empty() ? "`" + name + "` needs an `index`" : "`" + name + "` has no index \"" + stop.index + "\"",
                   is_single ? "it has one value a year" : "it may be " + config::listed(known),
                   is_single ? "remove `index`" : config::did_you_mean(stop.index, known)});
  }
  if (stop.year < scenario.horizon.base_year || stop.year > scenario.horizon.end_year) {
    out.push_back({stop.year_place, "the year " + std::to_string(stop.year) + " is outside the horizon",
                   std::to_string(scenario.horizon.base_year) + " to " + std::to_string(scenario.horizon.end_year), ""});
  }
}

}  // namespace

void check_stop(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  if (!scenario.sampling.stop) return;
  check_design(scenario.sampling, out);
  const config::Stop& stop = *scenario.sampling.stop;
  if (stop.variable_place.line == 0) return;  // missing, or no text: reported
  const auto id = check_variable(stop.variable, stop.variable_place, out);
  if (!id) return;
  check_kept(scenario.outputs, stop.variable, stop.variable_place, out);
  check_cell(scenario, variable(*id), out);
}

}  // namespace cellcast::sim
