#include <algorithm>
#include <set>
#include <tuple>

#include "config/diagnostics/report.hpp"
#include "config/load/load.hpp"
#include "config/sweep/load_sweep.hpp"
#include "config/toml/input_file.hpp"
#include "config/write/resolved.hpp"
#include "output/files/read_error.hpp"
#include "sim/sweep/sweep_point.hpp"
#include "study/job.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {
namespace {

/// Tries points of a sweep and keeps what is wrong with them, each thing once.
class Attempts {
 public:
  Attempts(const config::Sweep& sweep, const config::Scenario& base)
      : source_(sweep.source), loader_(sweep, sim::base_document(sweep, config::resolved(base))) {}

  void add(const std::vector<config::Node>& values) {
    if (wrong_.size() >= config::kMostErrors) return;
    try {
      loader_.load(values);
    } catch (const config::ScenarioError& error) {
      for (const config::Diagnostic& found : error.diagnostics())
        if (told_.insert({found.place.line, found.place.column, found.problem}).second) wrong_.push_back(found);
    }
  }

  /// Throws config::ScenarioError where anything is wrong.
  void finish() const {
    if (!wrong_.empty()) throw config::ScenarioError(wrong_, {source_});
  }

 private:
  const config::Source& source_;
  sim::PointLoader loader_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> told_;
  std::vector<config::Diagnostic> wrong_;
};

constexpr std::size_t kMostTried = 1000;  ///< the others are checked when they are run

/// Which values of an axis are tried: all, or where they are many, some in even steps, the smallest and the largest.
std::set<std::size_t> tried(const std::vector<config::Node>& values) {
  const std::size_t count = std::min(values.size(), kMostTried);
  std::set<std::size_t> out{0};
  for (std::size_t i = 1; i < count; ++i) out.insert(i * (values.size() - 1) / (count - 1));
  if (values.front().is_number()) {
    const auto [low, high] = std::ranges::minmax_element(values, {}, &config::Node::number);
    out.insert({static_cast<std::size_t>(low - values.begin()), static_cast<std::size_t>(high - values.begin())});
  }
  return out;
}

/// Tries values of each axis while the others are at the first point: what is wrong with a value is wrong wherever it stands.
void try_values(const config::Sweep& sweep, const sim::SweepPoints& points, const config::Scenario& base) {
  Attempts attempts(sweep, base);
  const bool is_product = sweep.design == config::SweepDesign::grid;
  attempts.add(points.values.front());
  for (std::size_t k = 0; k < sweep.axes.size() && is_product; ++k) {
    for (const std::size_t i : tried(sweep.axes[k].values)) {
      if (i == 0) continue;  // the first point
      std::vector<config::Node> values = points.values.front();
      values[k] = sweep.axes[k].values[i];
      attempts.add(values);
    }
  }
  for (std::size_t point = 1; point < std::min(points.size(), kMostTried) && !is_product; ++point) attempts.add(points.values[point]);
  attempts.finish();
}

}  // namespace

Job load_sweep_job(const std::string& path, const config::Overrides& overrides, sim::Isa isa, const Watch& watch) {
  config::Sweep sweep = sim::load_checked_sweep(path);
  try {
    config::Scenario base = sim::sweep_base(path, sweep, overrides);
    tell_warnings(base, watch);
    try_values(sweep, sim::lay_out(sweep), base);
    return Job(std::move(sweep), std::move(base), isa);
  } catch (const config::InputError& error) {
    throw config::InputError(error.path(), error.why() + "; `scenario` of " + path + " names it");
  }
}

Job load_job(const std::string& path, const config::Overrides& overrides, sim::Isa isa, const Watch& watch) {
  if (config::is_sweep(path)) return load_sweep_job(path, overrides, isa, watch);
  return Job(load_one(path, overrides, watch), isa);
}

Job job_of(const std::string& name, const output::WorkPlan& plan, sim::Isa isa, const Watch& watch) {
  config::Scenario scenario = load_embedded(name, plan.provenance.scenario_resolved, {}, watch);
  if (output::identity_of(scenario, plan.sweep) != plan.identity)
    throw output::ReadError(output::ReadError::Kind::data,
                            name + ": made by a cellcast that draws or counts otherwise; use that one, or another work folder");
  if (plan.sweep.empty()) return Job(std::move(scenario), isa);
  return Job(sim::load_checked_sweep(config::Source{name, plan.sweep}), std::move(scenario), isa);
}

}  // namespace cellcast::study
