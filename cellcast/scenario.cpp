#include <algorithm>

#include "base/json.hpp"
#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "config/load/assemble.hpp"
#include "config/toml/input_file.hpp"
#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "study/inputs.hpp"

namespace cellcast {
namespace {

constexpr std::size_t kDrawsOfFamily = std::size_t{64} << 20;  ///< bytes

/// Whether a file that a document was read from is another by now. Throws config::InputError where it cannot be read.
bool has_changed(const config::Document& document) {
  for (std::size_t k = 0; k < document.read_from.size(); ++k) {
    const std::string& file = document.read_from[k];
    if (!file.empty() && config::read_input(file) != document.sources[k].text) return true;
  }
  return false;
}

Scenario make(config::Document read, const Changes& changes) {
  const config::Overrides overrides = overrides_of(changes);
  const auto document = std::make_shared<const config::Document>(std::move(read));
  return Access::make({sim::load_checked(*document, overrides), overrides, document, std::make_shared<sim::Session>(kDrawsOfFamily)});
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
  return translated([&] { return make(config::read_document(path), changes); });
}

Scenario Scenario::parse(const std::string& text, const Changes& changes, const std::string& name) {
  return translated([&] { return make(config::read_document(config::Source{name, text}), changes); });
}

Scenario Scenario::with(const std::string& key, const std::string& toml) const { return with(Changes{.set = {key + "=" + toml}}); }

Scenario Scenario::with(const Changes& changes) const {
  return translated([&] {
    if (has_changed(*state_->document))
      throw Error(Error::Kind::data, state_->document->file + ": has changed since the scenario was loaded; load it again");
    State next{{}, state_->overrides, state_->document, state_->session};
    config::Overrides more = overrides_of(changes);
    next.overrides.set.insert(next.overrides.set.end(), more.set.begin(), more.set.end());
    if (more.trials) next.overrides.trials = more.trials;
    if (more.seed) next.overrides.seed = more.seed;
    if (more.method) next.overrides.method = std::move(more.method);
    next.overrides.repair_correlations |= more.repair_correlations;
    next.scenario = sim::load_checked(*next.document, next.overrides);
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
