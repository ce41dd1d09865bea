#include "sim/engine/sensitivity.hpp"

#include <algorithm>

#include "sim/engine/factor_table.hpp"
#include "sim/engine/parallel.hpp"
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

bool is_finite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double value) { return value - value == 0; });
}

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

Drivers::Drivers(const Plan& plan, const Counted& counted) : plan_(&plan), inputs_(counted.inputs), samples_(0, 0) {
  if (plan.sensitivity.trials == 0) return;
  frame_.labels = plan.labels;
  frame_.labels.years = {plan.sensitivity.year};
  for (std::size_t k = 0; k < inputs_; ++k) numbers_.push_back(k);
  for (const VariableId id : plan.sensitivity.variables) {
    const std::vector<CellName> names = cell_names(plan.labels, variable(id));
    std::size_t cells = 0;
    for (std::size_t cell = 0; cell < names.size(); ++cell) {
      if (names[cell].year != plan.sensitivity.year) continue;
      numbers_.push_back(counted.index(id, cell));
      rows_.push_back(plan.layout.offset(id) + cell);
      ++cells;
    }
    frame_.add(id, cells, {});
  }
  samples_ = Samples(numbers_.size(), plan.sensitivity.trials);
}

void Drivers::keep(const Rows& rows) {
  if (rows.first >= plan_->sensitivity.trials) return;
  Rows chosen{rows.first, rows.count, {}};
  for (const std::size_t number : numbers_) chosen.values.push_back(rows.values[number]);
  samples_.keep(chosen);
}

std::optional<Sensitivity> Drivers::find(std::uint64_t trials) const {
  Sensitivity result;
  result.trials = std::min(trials, plan_->sensitivity.trials);
  if (result.trials < kLeastTrials) return std::nullopt;
  std::vector<std::span<const double>> columns;
  for (std::size_t k = inputs_; k < numbers_.size(); ++k) columns.push_back(samples_.of(k, trials));
  if (!std::ranges::all_of(columns, is_finite)) return std::nullopt;  // the run ends with an error
  const OutputTable outputs(columns);
  std::vector<Ranking> rankings(inputs_);
  parallel_for(inputs_, [&](std::uint64_t k) { rankings[k] = ranking(samples_.of(k, trials)); });

  const std::vector<ShockGroup> groups = shock_groups(plan_->inputs);
  for (const Input& input : plan_->inputs) result.given_data.factors.push_back(input.name);
  for (const ShockGroup& group : groups) result.given_data.factors.push_back(group.name);
  result.labels = frame_.labels;
  for (const CountedVariable& variable : frame_.variables) {
    Field& field = result.fields.emplace_back();
    field.id = variable.id;
    field.cells = variable.cells;
  }
  const FactorTable place(frame_, result.given_data.factors.size());
  GivenDataIndices& indices = result.given_data;
  for (auto* table : {&indices.first_order, &indices.first_order_low, &indices.first_order_high, &indices.spearman, &indices.mean_low,
                      &indices.mean_high})
    *table = place.empty();

  parallel_for(inputs_, [&](std::uint64_t k) {
    const FactorEffects effects = factor_effects(rankings[k], outputs);
    for (std::size_t output = 0; output < outputs.columns; ++output) put(result, place, effects, output, output, k);
  });
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<const Ranking*> members;
    for (const std::size_t k : groups[g].inputs) members.push_back(&rankings[k]);
    const JointScores scores(members, outputs);
    parallel_for(outputs.columns, [&](std::uint64_t output) {
      const FactorEffects effects = factor_effects(ranking(scores.of(output)), outputs.column(output), scores.weights());
      put(result, place, effects, 0, output, inputs_ + g);
    });
  }
  if (plan_->sensitivity.design) result.design = sobol_indices(*plan_, frame_, rows_, plan_->sensitivity.trials);
  return result;
}

}  // namespace cellcast::sim
