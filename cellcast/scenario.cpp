#include <algorithm>

#include "base/json.hpp"
#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "study/inputs.hpp"

namespace cellcast {
namespace {

bool has_changed(const std::vector<config::Source>& before, const std::vector<config::Source>& now) {
  return std::ranges::any_of(before, [&](const config::Source& old) {
    const auto same = std::ranges::find(now, old.name, &config::Source::name);
    return same != now.end() && same->text != old.text;
  });
}

}  // namespace

Diagnostic diagnostic_of(const config::Diagnostic& diagnostic, const std::string& file) {
  return {.file = file,
          .line = diagnostic.place.line,
          .column = diagnostic.place.column,
          .problem = diagnostic.problem,
          .why = diagnostic.why,
          .suggestion = diagnostic.suggestion,
          .is_warning = diagnostic.severity == config::Severity::warning};
}

config::Overrides overrides_of(const Changes& changes) {
  config::Overrides overrides;
  overrides.names = {"Changes::set", "Changes::trials", "Changes::seed", "Changes::method"};
  overrides.set = changes.set;
  if (changes.samples) overrides.set.push_back("outputs.samples=" + std::to_string(*changes.samples));
  if (!changes.keep.empty()) {
    std::string list;
    for (const std::string& variable : changes.keep) list += (list.empty() ? "" : ", ") + base::json_text(variable);
    overrides.set.push_back("outputs.variables=[" + list + "]");
  }
  overrides.trials = changes.trials;
  overrides.seed = changes.seed;
  overrides.method = changes.method;
  overrides.repair_correlations = changes.repair_correlations;
  return overrides;
}

Scenario::Scenario(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Scenario Scenario::load(const std::string& path, const Changes& changes) {
  return translated([&] {
    const config::Overrides overrides = overrides_of(changes);
    return Access::make(State{sim::load_checked(path, overrides), path, overrides});
  });
}

Scenario Scenario::parse(const std::string& text, const Changes& changes, const std::string& name) {
  return translated([&] {
    const config::Overrides overrides = overrides_of(changes);
    return Access::make(State{sim::load_checked(config::Source{name, text}, overrides), "", overrides});
  });
}

Scenario Scenario::with(const std::string& key, const std::string& toml) const { return with(Changes{.set = {key + "=" + toml}}); }

Scenario Scenario::with(const Changes& changes) const {
  return translated([&] {
    State next{{}, state_->path, state_->overrides};
    config::Overrides more = overrides_of(changes);
    next.overrides.set.insert(next.overrides.set.end(), more.set.begin(), more.set.end());
    if (more.trials) next.overrides.trials = more.trials;
    if (more.seed) next.overrides.seed = more.seed;
    if (more.method) next.overrides.method = std::move(more.method);
    next.overrides.repair_correlations |= more.repair_correlations;
    const std::vector<config::Source>& sources = state_->scenario.sources;
    next.scenario = next.path.empty() ? sim::load_checked(sources.front(), next.overrides) : sim::load_checked(next.path, next.overrides);
    if (has_changed(sources, next.scenario.sources))
      throw Error(Error::Kind::data, next.path + ": has changed since the scenario was loaded; load it again");
    return Access::make(std::move(next));
  });
}

const std::string& Scenario::name() const { return state_->scenario.name; }
const std::string& Scenario::title() const { return state_->scenario.title; }
std::uint64_t Scenario::trials() const { return state_->scenario.sampling.trials; }
std::string Scenario::resolved() const { return config::resolved(state_->scenario); }

std::vector<Diagnostic> Scenario::warnings() const {
  std::vector<Diagnostic> warnings;
  for (const config::Diagnostic& warning : state_->scenario.warnings)
    warnings.push_back(diagnostic_of(warning, state_->scenario.sources.at(warning.place.source).name));
  return warnings;
}

std::vector<Input> Scenario::inputs() const {
  return translated([&] {
    std::vector<Input> inputs;
    for (study::InputRow& row : study::inputs(state_->scenario))
      inputs.push_back({std::move(row.name), std::move(row.distribution), std::move(row.unit), row.p5, row.p50, row.p95});
    return inputs;
  });
}

}  // namespace cellcast
