#include "sim/check/influence/influence.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/engine/trials/kernel.hpp"
#include "sim/model/labels.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

const std::string kSource = CELLCAST_SOURCE_DIR;

/// Whether what varies among the trials of a block is more than rounding: equal numbers of another order of operations are.
bool varies(const double* values) {
  double low = values[0], high = values[0];
  for (std::size_t i = 1; i < sim::kBlock; ++i) low = std::min(low, values[i]), high = std::max(high, values[i]);
  return high - low > 1e-9 * std::max(std::abs(low), std::abs(high)) + 1e-12;
}

/// By trying: lets one input vary in a block of trials whose other inputs are the same, and notes the cells that vary with it.
class Trials {
 public:
  explicit Trials(const sim::Plan& plan)
      : plan_(plan), rows_(plan), drawn_(plan), state_(plan.model.sizes), outputs_(plan.layout.rows() * sim::kBlock) {}

  /// Cells that vary with an input, around the trials that begin at `first`.
  std::set<std::size_t> moved(std::size_t input, std::uint64_t first) {
    drawn_.draw(first);
    for (std::size_t k = 0; k < plan_.inputs.size(); ++k)
      for (std::size_t i = 0; i < sim::kDrawn; ++i) rows_.input(k)[i] = drawn_.input(k)[k == input ? i : 0];
    rows_.derive();
    sim::kernel(sim::best_isa()).simulate(plan_.model, plan_.layout, rows_.parameters(), outputs_.data(), sim::kBlock, state_);
    std::set<std::size_t> out;
    for (std::size_t row = 0; row < plan_.layout.rows(); ++row)
      if (varies(outputs_.data() + row * sim::kBlock)) out.insert(row);
    return out;
  }

 private:
  const sim::Plan& plan_;
  sim::ParameterRows rows_, drawn_;
  sim::State state_;
  std::vector<double> outputs_;
};

/// Rows of the layout on which an input may act.
std::set<std::size_t> traced(const config::Scenario& scenario, const sim::Plan& plan, const std::string& input) {
  std::set<std::size_t> out;
  const std::size_t years = scenario.horizon.years();
  sim::trace_influence(
      scenario, [&](const std::string& name) { return name == input ? sim::InputSet{1} : sim::InputSet{0}; },
      [&](sim::VariableId id, std::size_t row, std::size_t year, sim::InputSet inputs) {
        if (inputs != 0) out.insert(plan.layout.offset(id) + row * years + year);
      });
  return out;
}

/// Of every so many inputs; returns how many of them act on nothing.
std::size_t compare(const std::string& path, std::size_t each) {
  INFO(path);
  const config::Scenario scenario = sim::load_checked(kSource + path);
  const sim::Plan plan = sim::compile(scenario);
  Trials trials(plan);
  std::size_t compared = 0, idle = 0;
  for (std::size_t k = 0; k < plan.inputs.size(); k += each) {
    const std::set<std::size_t> may = traced(scenario, plan, plan.inputs[k].name);
    for (const std::uint64_t first : {0, 4096, 81920})
      for (const std::size_t row : trials.moved(k, first)) {
        if (may.contains(row)) continue;
        INFO(plan.inputs[k].name << " moves row " << row);
        CHECK(may.contains(row));
      }
    compared += may.size();
    idle += may.empty();
  }
  CHECK(compared > 100);
  return idle;
}

}  // namespace

TEST_CASE("what moves an output in a trial is among what may act on it", "[influence]") {
  CHECK(compare("/scenarios/china-2030.toml", 3) == 0);
  compare("/tests/data/golden/stress-721.toml", 3);
  compare("/tests/data/golden/stress-639.toml", 3);
  compare("/tests/cli/small.toml", 1);
  compare("/tests/data/golden/china-2031.toml", 5);
  compare("/tests/data/golden/stress2-1479.toml", 2);
  compare("/tests/data/golden/stress2-4562.toml", 2);
}

TEST_CASE("an input acts where its equations stand, and nowhere else", "[influence]") {
  const config::Scenario scenario = sim::load_checked(kSource + "/scenarios/china-2030.toml");
  std::map<sim::VariableId, sim::InputSet> seen, at_first;
  sim::trace_influence(
      scenario,
      [](const std::string& name) {
        return sim::InputSet{name == "segments.ess.chemistry.sodium_ion.end" ? 1u : name == "shock.power[2025]" ? 2u : 0u};
      },
      [&](sim::VariableId id, std::size_t, std::size_t year, sim::InputSet inputs) { (year == 0 ? at_first : seen)[id] |= inputs; });
  CHECK(seen[sim::VariableId::chemistry_production] == 3);
  CHECK(seen[sim::VariableId::material_demand] == 3);
  CHECK(seen[sim::VariableId::capacity] == 2);  // a mix of chemistries builds nothing
  CHECK(seen[sim::VariableId::driver_level] == 0);
  CHECK(seen[sim::VariableId::tariff] == 0);
  for (const auto& [id, inputs] : at_first) CHECK(inputs == 0);
}
