#include "sim/engine/sensitivity.hpp"

#include <algorithm>

#include "sim/engine/factor_table.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/samples.hpp"
#include "sim/engine/sobol_indices.hpp"
#include "sim/stats/given_data.hpp"

namespace cellcast::sim {
namespace {

void put(Sensitivity& result, const FactorTable& place, const FactorEffects& effects, std::size_t effect, std::size_t output,
         std::size_t factor) {
  const double share = effects.first_order[effect], reach = kNormal975 * effects.error[effect];
  place(result.given_data.first_order, output, factor) = share;
  place(result.given_data.first_order_low, output, factor) = std::max(0.0, share - reach);
  place(result.given_data.first_order_high, output, factor) = std::min(1.0, share + reach);
  place(result.given_data.spearman, output, factor) = effects.spearman[effect];
  place(result.given_data.mean_low, output, factor) = effects.low[effect];
  place(result.given_data.mean_high, output, factor) = effects.high[effect];
}

/// What is explained, and where it is found.
struct Explained {
  Explained(const Plan& plan, const Counted& counted) {
    frame.labels = plan.labels;
    frame.labels.years = {plan.sensitivity.year};
    for (std::size_t k = 0; k < counted.inputs; ++k) numbers.push_back(k);
    for (const VariableId id : plan.sensitivity.variables) {
      const std::vector<CellName> names = cell_names(plan.labels, variable(id));
      std::size_t cells = 0;
      for (std::size_t cell = 0; cell < names.size(); ++cell) {
        if (names[cell].year != plan.sensitivity.year) continue;
        numbers.push_back(counted.index(id, cell));
        rows.push_back(plan.layout.offset(id) + cell);
        ++cells;
      }
      frame.add(id, cells, {});
    }
  }
  Frame frame;                       ///< the outputs, in the one year
  std::vector<std::size_t> numbers;  ///< counted numbers: the inputs, then the cells of the frame
  std::vector<std::size_t> rows;     ///< [cell of the frame], row of the layout
};

}  // namespace

std::vector<ShockGroup> shock_groups(const std::vector<Input>& inputs) {
  std::vector<ShockGroup> groups;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const std::string& name = inputs[k].name;
    if (!name.starts_with("shock.")) continue;
    const std::string kind = name.substr(0, name.find('['));
    auto group = std::ranges::find(groups, kind, &ShockGroup::name);
    if (group == groups.end()) group = groups.insert(groups.end(), {kind, {}});
    group->inputs.push_back(k);
  }
  std::erase_if(groups, [](const ShockGroup& group) { return group.inputs.size() < 2; });
  return groups;
}

std::optional<Sensitivity> find_drivers(const Plan& plan, const Counted& counted, std::uint64_t trials, const RunOptions& options) {
  Sensitivity result;
  result.trials = std::min(trials, plan.sensitivity.trials);
  if (result.trials < kLeastTrials) return std::nullopt;
  const Explained explained(plan, counted);
  const Frame& frame = explained.frame;
  const std::size_t inputs = counted.inputs;
  const Samples samples = leading(plan, counted, explained.numbers, result.trials, options);
  std::vector<std::span<const double>> columns;
  for (std::size_t k = inputs; k < explained.numbers.size(); ++k) columns.push_back(samples.of(k, result.trials));
  const OutputTable outputs(columns);
  std::vector<Ranking> rankings(inputs);
  parallel_for(inputs, [&](std::uint64_t k) {
    stop_if_told(options);
    rankings[k] = ranking(samples.of(k, result.trials));
  });

  const std::vector<ShockGroup> groups = shock_groups(plan.inputs);
  for (const Input& input : plan.inputs) result.given_data.factors.push_back(input.name);
  for (const ShockGroup& group : groups) result.given_data.factors.push_back(group.name);
  result.labels = frame.labels;
  for (const CountedVariable& variable : frame.variables) {
    Field& field = result.fields.emplace_back();
    field.id = variable.id;
    field.cells = variable.cells;
  }
  const FactorTable place(frame, result.given_data.factors.size());
  GivenDataIndices& indices = result.given_data;
  for (auto* table : {&indices.first_order, &indices.first_order_low, &indices.first_order_high, &indices.spearman, &indices.mean_low,
                      &indices.mean_high})
    *table = place.empty();

  parallel_for(inputs, [&](std::uint64_t k) {
    stop_if_told(options);
    const FactorEffects effects = factor_effects(rankings[k], outputs);
    for (std::size_t output = 0; output < outputs.columns; ++output) put(result, place, effects, output, output, k);
  });
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<const Ranking*> members;
    for (const std::size_t k : groups[g].inputs) members.push_back(&rankings[k]);
    const JointScores scores(members, outputs);
    parallel_for(outputs.columns, [&](std::uint64_t output) {
      stop_if_told(options);
      const FactorEffects effects = factor_effects(ranking(scores.of(output)), outputs.column(output), scores.weights());
      put(result, place, effects, 0, output, inputs + g);
    });
  }
  if (plan.sensitivity.design) result.design = sobol_indices(plan, frame, explained.rows, plan.sensitivity.trials, options);
  return result;
}

}  // namespace cellcast::sim
