#include "sim/engine/findings/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/findings/factor_table.hpp"
#include "sim/engine/findings/shock_groups.hpp"
#include "sim/engine/findings/sobol_indices.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/stats/infer/given_data.hpp"
#include "sim/stats/infer/joint_scores.hpp"

namespace cellcast::sim {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// Standard errors from which a rank correlation has a sign; chance gives one in 100 that.
constexpr double kSigned = 2.58;

/// What is explained, and where it is found.
struct Explained {
  Explained(const Plan& plan, const Counted& counted) {
    frame.labels = plan.labels;
    frame.labels.years = {plan.sensitivity.year};
    for (std::size_t k = 0; k < counted.inputs; ++k) numbers.push_back(k);
    for (const VariableId id : plan.sensitivity.variables) {
      const std::vector<CellName> names = cell_names(plan.labels, plan.labels.variable(id));
      std::size_t cells = 0;
      for (std::size_t cell = 0; cell < names.size(); ++cell) {
        if (names[cell].year != plan.sensitivity.year && names[cell].year != 0) continue;
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

/// The plan with trials that are independent of one another, whatever its design: those of a run under Monte Carlo.
Plan independent(const Plan& run) {
  Plan plan = run;
  plan.design = run.independent;
  plan.draws = nullptr;
  return plan;
}

/// Whether an input has only one value.
bool is_certain(const Input& input) { return input.quantile->once(0x1p-53) == input.quantile->once(1 - 0x1p-53); }

/// The outputs of all trials, and whether these can tell of them: not where one is not finite, or all are the same by chance.
struct Columns {
  Columns(const Plan& plan, const Counted& counted, const Explained& explained, const Samples& samples, std::uint64_t trials,
          const Kernel& kernel)
      : constant(static_cast<std::size_t>(trials)) {
    const Chunk chunk(plan, kernel, 1);
    for (std::size_t k = counted.inputs; k < explained.numbers.size(); ++k) {
      std::span<const double> values = samples.of(k, trials);
      const bool is_finite = std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
      if (!is_finite) values = constant;
      const bool varies = std::ranges::any_of(values, [&](double value) { return value != values.front(); });
      can_tell.push_back(varies || counted.is_constant(chunk, explained.numbers[k]));
      of.push_back(values);
    }
  }

  std::vector<double> constant;
  std::vector<std::span<const double>> of;  ///< [output][trial]
  std::vector<bool> can_tell;               ///< [output]
};

/// 1 or -1 where all members that have a sign have the same; else 0.
int common_sign(const std::vector<double>& correlations, std::uint64_t trials) {
  int sign = 0;
  for (const double each : correlations) {
    if (!(std::fabs(each) * std::sqrt(static_cast<double>(trials)) >= kSigned)) continue;
    const int own = each > 0 ? 1 : -1;
    if (sign == -own) return 0;
    sign = own;
  }
  return sign;
}

/// Turns what a group's joint score, which rises with the output, tells into what its members do.
void turn(FactorEffects& effects, int sign) {
  if (sign > 0) return;
  std::swap(effects.low, effects.high);
  for (double& each : effects.spearman) each = -each;
  if (sign < 0) return;
  for (auto* each : {&effects.spearman, &effects.low, &effects.high}) std::ranges::fill(*each, kMissing);
}

/// Fills the tables.
class Findings {
 public:
  Findings(Sensitivity& result, const Frame& frame, const Columns& columns)
      : result_(&result), columns_(&columns), place_(frame, result.given_data.factors.size()) {
    GivenDataIndices& indices = result.given_data;
    for (auto* table : {&indices.first_order, &indices.first_order_low, &indices.first_order_high, &indices.spearman, &indices.mean_low,
                        &indices.mean_high})
      *table = place_.empty();
  }

  /// What effects[effect] tell of a factor and an output; nothing where the factor has not varied though it could.
  void put(const FactorEffects& effects, std::size_t effect, std::size_t output, std::size_t factor, bool varies) {
    GivenDataIndices& indices = result_->given_data;
    const bool can_tell = varies && columns_->can_tell[output];
    place_(indices.first_order, output, factor) = can_tell ? effects.first_order[effect] : kMissing;
    place_(indices.first_order_low, output, factor) = can_tell ? effects.first_order_low[effect] : 0;
    place_(indices.first_order_high, output, factor) = can_tell ? effects.first_order_high[effect] : 1;
    place_(indices.spearman, output, factor) = can_tell ? effects.spearman[effect] : kMissing;
    place_(indices.mean_low, output, factor) = effects.low[effect];
    place_(indices.mean_high, output, factor) = effects.high[effect];
  }

  double correlation(std::size_t output, std::size_t factor) { return place_(result_->given_data.spearman, output, factor); }

 private:
  Sensitivity* result_;
  const Columns* columns_;
  FactorTable place_;
};

}  // namespace

std::optional<Sensitivity> find_drivers(const Plan& run, const Counted& counted, std::uint64_t trials, const RunOptions& options) {
  Sensitivity result;
  result.trials = std::min(trials, run.sensitivity.trials);
  if (result.trials < kLeastTrials) return std::nullopt;
  const Plan plan = independent(run);
  const Explained explained(plan, counted);
  const Frame& frame = explained.frame;
  const std::size_t inputs = counted.inputs;
  const Samples samples = leading(plan, counted, explained.numbers, result.trials, options);
  const Columns columns(plan, counted, explained, samples, result.trials, kernel(options.isa));
  const OutputTable outputs(columns.of);
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
  Findings findings(result, frame, columns);
  parallel_for(inputs, [&](std::uint64_t k) {
    stop_if_told(options);
    const FactorEffects effects = factor_effects({&rankings[k], samples.of(k, result.trials)}, outputs);
    const bool varies = !rankings[k].is_constant() || is_certain(plan.inputs[k]);
    for (std::size_t output = 0; output < outputs.columns; ++output) findings.put(effects, output, output, k, varies);
  });
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<const Ranking*> members;
    for (const std::size_t k : groups[g].inputs) members.push_back(&rankings[k]);
    const JointScores scores(members, outputs);
    parallel_for(outputs.columns, [&](std::uint64_t output) {
      stop_if_told(options);
      const std::vector<double> joint = scores.of(output);
      const Ranking ranked = ranking(joint);
      FactorEffects effects = factor_effects({&ranked, joint}, outputs.column(output), scores.weights());
      std::vector<double> correlations;
      for (const std::size_t k : groups[g].inputs) correlations.push_back(findings.correlation(output, k));
      turn(effects, common_sign(correlations, result.trials));
      findings.put(effects, 0, output, inputs + g, true);
    });
  }
  if (plan.sensitivity.design) result.design = sobol_indices(plan, frame, explained.rows, plan.sensitivity.trials, options);
  return result;
}

std::optional<Sensitivity> find_drivers(const Plan& plan, const RunOptions& options) {
  return on_threads(options.threads, [&] {
    build_tables(plan);
    return find_drivers(plan, Counted(plan), plan.trials, options);
  });
}

std::optional<std::vector<double>> first_order_shares(const Sensitivity& sensitivity, const std::vector<Input>& inputs, VariableId id,
                                                      const CellName& cell) {
  const auto field = std::ranges::find(sensitivity.fields, id, &Field::id);
  if (field == sensitivity.fields.end()) return std::nullopt;
  const std::vector<CellName> names = cell_names(sensitivity.labels, sensitivity.labels.variable(id));
  const auto name = std::ranges::find_if(names, [&](const CellName& each) { return each.index == cell.index && each.year == cell.year; });
  if (name == names.end()) return std::nullopt;
  const std::vector<std::string>& factors = sensitivity.given_data.factors;
  const std::vector<double>& table = sensitivity.given_data.first_order[static_cast<std::size_t>(field - sensitivity.fields.begin())];
  const auto first = static_cast<std::size_t>(name - names.begin()) * factors.size();
  std::vector<double> shares;
  for (const Input& input : inputs) {
    const auto factor = std::ranges::find(factors, input.name);
    if (factor == factors.end()) return std::nullopt;
    shares.push_back(table[first + static_cast<std::size_t>(factor - factors.begin())]);
  }
  return shares;
}

}  // namespace cellcast::sim
