#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/claims/claims.hpp"
#include "sim/derived/program.hpp"
#include "sim/model/model.hpp"
#include "sim/random/correlation/copula.hpp"
#include "sim/random/design/design.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {

class TakenDraws;

/// An uncertain number, a shared variable or a shock: one draw a trial.
struct Input {
  std::string name;
  std::string unit;
  config::Distribution distribution;
  std::shared_ptr<const Quantile> quantile;
  std::size_t dimension;  ///< of the design
};

/// A parameter that is not an input as it is drawn: scale x draw + offset, or a constant.
struct DerivedRow {
  static constexpr std::size_t kConstant = static_cast<std::size_t>(-1);
  std::size_t input = kConstant;
  double scale = 0, offset = 0;  ///< a constant stands in offset

  bool is_constant() const { return input == kConstant; }
};

/// What a run is to find out before it may end.
struct StopPlan {
  VariableId variable;
  std::size_t cell;
  std::optional<double> quantile;  ///< the mean where empty
  double relative_error;
};

/// Whose drivers are to be found, and how.
struct SensitivityPlan {
  std::uint64_t trials = 0;           ///< independent ones; 0: nothing
  std::vector<VariableId> variables;  ///< among those wanted
  std::int32_t year = 0;
  std::shared_ptr<const Design> design;  ///< independent points for a design of its own; null: none
};

/// What was observed of an output.
struct Evidence {
  VariableId variable;
  std::size_t cell;
  double value, sd;
  bool relative;
};

/// Two inputs that the scenario correlates.
struct CorrelatedPair {
  std::size_t first, second;  ///< indices of inputs
  double rank;                ///< Spearman's rank correlation asked for
};

/// A scenario made ready to run: names are indices, distributions are quantile functions. Immutable; shared by all threads.
///
/// The rows that the model reads (`Row`) are the inputs, then the derived rows.
struct Plan {
  Model model;
  Layout layout{Sizes{}};
  Labels labels;

  std::vector<Input> inputs;  ///< uncertain numbers in the order of config::numbers, then the shocks
  std::vector<DerivedRow> derived;
  std::vector<CorrelatedGroup> groups;
  std::shared_ptr<const StudentCopula> student;  ///< what joins them; null: the Gaussian copula
  std::vector<std::size_t> copula_dimensions;    ///< of the design, [group], where `student` draws for each
  std::vector<std::size_t> correlated;           ///< members of all groups, ascending
  std::vector<CorrelatedPair> pairs;             ///< explicit ones, then those that factors imply; see CorrelationPairs
  std::shared_ptr<const Design> design;          ///< [input], then of `student` [group]

  std::shared_ptr<const Design> independent;  ///< the same inputs, drawn independently in every trial

  std::shared_ptr<const TakenDraws> draws;  ///< shared with other plans; null: its own

  std::uint64_t trials = 0, samples = 0;  ///< at most so many where `stop` is given
  std::optional<StopPlan> stop;
  SensitivityPlan sensitivity;
  std::vector<Evidence> evidence;
  Stream rounding{};  ///< what rounds the weights that evidence gives to trials
  std::vector<double> probabilities;
  std::vector<VariableId> wanted;               ///< variables to keep, ascending
  std::vector<std::vector<double>> thresholds;  ///< [VariableId], derived outputs too; often empty

  /// Computes the derived outputs and questions that are wanted; null where there are none. And all of them, for a single path.
  std::shared_ptr<const Program> program, whole_program;
  std::vector<VariableId> questions;  ///< asked beside the scenario's outputs, behind its derived outputs

  Ledger ledger;                  ///< what is known of the claims before a run
  std::vector<ClaimLink> claims;  ///< those to compare with the outputs

  std::size_t parameter_rows() const { return inputs.size() + derived.size(); }

  Plan();  // what follows is defaulted in the source: every unit would make it again
  Plan(const Plan&);
  Plan(Plan&&) noexcept;
  Plan& operator=(const Plan&);
  Plan& operator=(Plan&&) noexcept;
  ~Plan();
};

/// `dimensions` are names of inputs in the order of the design's dimensions, all of the scenario's among them: see dimension_order.
/// Precondition: the scenario has passed sim::check, and the batch sim::check_batch.
Plan compile(const config::Scenario& scenario, std::span<const std::string> dimensions);
/// On its own, not in a batch.
Plan compile(const config::Scenario& scenario);

}  // namespace cellcast::sim
