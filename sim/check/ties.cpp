#include "sim/check/ties.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>

#include "sim/check/influence/derived_use.hpp"
#include "sim/check/influence/influence.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kAtOnce = 64;           // inputs of one pass
constexpr std::size_t kMostPasses = 3'000'000;  // cells of all passes: beyond, a check shall not wait for a warning

/// Whether the scenario's own file chooses which variables are kept.
bool is_narrowed(const config::Scenario& scenario) {
  const auto is_own_file = [](const config::Place& place) { return place.source == 0 && place.line > 0; };
  return !scenario.outputs.variables.empty() && std::ranges::all_of(scenario.outputs.variable_places, is_own_file);
}

/// Inputs that no output depends on, or none that is kept.
struct Idle {
  std::set<std::string> everywhere, unseen;
};

class TieCheck {
 public:
  TieCheck(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) : scenario_(scenario), out_(out) {}

  void check() {
    for (const config::Correlation& pair : scenario_.correlations)
      if (is_own(pair.place, scenario_)) names_.insert({pair.first, pair.second});
    for (const config::Factor& factor : scenario_.factors)
      for (const config::Loading& loading : factor.loads)
        if (is_own(factor.place, scenario_)) names_.insert(loading.input);
    const std::size_t passes = (names_.size() + kAtOnce - 1) / kAtOnce;
    if (passes == 0 || passes * influence_work(scenario_) > kMostPasses) return;
    find_idle();
    for (const config::Correlation& pair : scenario_.correlations)
      warn(pair.place, {pair.first, pair.second}, "the correlation of `" + pair.first + "` and `" + pair.second + "` changes no result");
    for (const config::Factor& factor : scenario_.factors)
      for (const config::Loading& loading : factor.loads)
        warn(factor.place, {loading.input}, "the loading of `" + loading.input + "` on factor `" + factor.name + "` changes no result");
  }

 private:
  void find_idle() {
    const DerivedUse all = derived_use(scenario_), kept = kept_derived_use(scenario_);
    std::map<std::string, InputSet> bits;
    for (auto name = names_.begin(); name != names_.end();) {
      bits.clear();
      for (; name != names_.end() && bits.size() < kAtOnce; ++name) bits.emplace(*name, InputSet{1} << bits.size());
      InputSet acting = 0, seen = 0;
      trace_influence(
          scenario_,
          [&](const std::string& input) {
            const auto found = bits.find(input);
            return found == bits.end() ? InputSet{0} : found->second;
          },
          [&](VariableId id, std::size_t, std::size_t, InputSet inputs) {
            acting |= inputs;
            if (is_kept(id) || kept.outputs.contains(id)) seen |= inputs;
          });
      for (const auto& [input, bit] : bits) {
        if (all.inputs.contains(input)) acting |= bit;
        if (kept.inputs.contains(input)) seen |= bit;
        if ((acting & bit) == 0) idle_.everywhere.insert(input);
        if ((seen & bit) == 0) idle_.unseen.insert(input);
      }
    }
  }

  bool is_kept(VariableId id) const {
    const std::vector<std::string>& kept = scenario_.outputs.variables;
    return kept.empty() || std::ranges::find(kept, variable(id).name) != kept.end();
  }

  void warn(const config::Place& place, const std::vector<std::string>& inputs, const std::string& problem) {
    if (!is_own(place, scenario_)) return;
    for (const auto& [idle, output] : {std::pair(&idle_.everywhere, "no output depends on"),
                                       std::pair(&idle_.unseen, "no output that `outputs.variables` keeps depends on")}) {
      if (idle == &idle_.unseen && !is_narrowed(scenario_)) continue;
      const auto found = std::ranges::find_if(inputs, [&, set = idle](const std::string& input) { return set->contains(input); });
      if (found == inputs.end()) continue;
      out_.push_back({place, problem, std::string(output) + " `" + *found + "`", "remove it", config::Severity::warning});
      return;
    }
  }

  const config::Scenario& scenario_;
  std::vector<config::Diagnostic>& out_;
  std::set<std::string> names_;
  Idle idle_;
};

}  // namespace

void check_ties(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  // Under a Student-t copula an input that does nothing may still tie others together.
  if (scenario.is_partial || scenario.is_varied || scenario.copula.kind == config::CopulaKind::student_t) return;
  TieCheck(scenario, out).check();
}

}  // namespace cellcast::sim
