#include "sim/engine/tally.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/kernel.hpp"
#include "sim/engine/parallel.hpp"

namespace cellcast::sim {
namespace {

/// Of an arena to begin with: enough for some thousand numbers.
constexpr std::size_t kMemory = std::size_t{1} << 23;

struct Cell {
  VariableId variable;
  std::size_t index;
};

/// In the order in which they are counted.
std::vector<Cell> counted_cells(const Plan& plan) {
  std::vector<Cell> cells;
  for (const VariableId id : plan.wanted) {
    for (std::size_t index = 0; index < plan.layout.cells(id); ++index) cells.push_back({id, index});
  }
  return cells;
}

/// Whether a cell is what decides when to stop.
bool decides(const Plan& plan, const Cell& cell) {
  return plan.stop && plan.stop->variable == cell.variable && plan.stop->cell == cell.index;
}

/// Probabilities of the quantiles near which a cell is counted.
std::vector<double> levels_wanted(const Plan& plan, const Cell& cell) {
  if (plan.design->replicates() == 1) return {};
  std::vector<double> probabilities = plan.probabilities;
  if (decides(plan, cell) && plan.stop->quantile) probabilities.push_back(*plan.stop->quantile);
  return probabilities;
}

}  // namespace

Chunk::Chunk(const Plan& plan, std::size_t capacity)
    : plan_(&plan),
      // Whole blocks; not a power of two: rows that start in the same cache set would push one another out.
      stride_((capacity + kDrawn - 1) / kDrawn * kDrawn + 8),
      parameters_(plan),
      state_(plan.model.sizes),
      values_((plan.inputs.size() + plan.layout.rows()) * stride_),
      grades_(plan.correlated.size() * stride_) {
  keep_constants();
}

/// Computes them once, for all trials that will ever be.
void Chunk::keep_constants() {
  compute(0, 1);
  for (std::size_t row = 0; row < state_.outputs.size(); ++row) {
    if (!is_constant(row)) continue;
    double* values = output_rows() + row * stride_;
    std::fill_n(values, stride_, values[0]);
    state_.outputs[row] = Spread::kept;
  }
}

void Chunk::compute(std::uint64_t first, std::size_t count) {
  first_ = first;
  count_ = count;
  for (std::size_t offset = 0; offset < count; offset += kDrawn) {
    plan_->kernel->draw(parameters_, first + offset);
    for (std::size_t k = 0; k < plan_->inputs.size(); ++k) std::copy_n(parameters_.input(k), kDrawn, values_.data() + k * stride_ + offset);
    for (std::size_t k = 0; k < plan_->correlated.size(); ++k)
      std::copy_n(parameters_.grades(k), kDrawn, grades_.data() + k * stride_ + offset);
    for (std::size_t block = 0; block < kDrawn; block += kBlock) {
      plan_->kernel->simulate(plan_->model, plan_->layout, parameters_.parameters(block), output_rows() + offset + block, stride_, state_);
    }
  }
}

Counted::Counted(const Plan& plan) : inputs(plan.inputs.size()), first(kVariables) {
  for (const VariableId id : plan.wanted) {
    first[static_cast<std::size_t>(id)] = size();
    for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) outputs.push_back(plan.layout.offset(id) + cell);
  }
}

std::size_t quantile_levels(const Plan& plan, VariableId variable) { return plan.thresholds[static_cast<std::size_t>(variable)].size(); }

std::vector<BinPlan> plan_counting(const Plan& plan, const Counted& counted) {
  Chunk pilot(plan, kPilotTrials);
  pilot.compute(0, static_cast<std::size_t>(std::min<std::uint64_t>(plan.trials, kPilotTrials)));
  std::vector<BinPlan> plans(counted.size());
  const std::vector<Cell> cells = counted_cells(plan);
  parallel_for(counted.size(), [&](std::size_t k) {
    const std::span<const double> values = counted.values(pilot, k);
    if (k < counted.inputs) {
      plans[k] = plan_bins(values);
      return;
    }
    const Cell& cell = cells[k - counted.inputs];
    const std::vector<double>& thresholds = plan.thresholds[static_cast<std::size_t>(cell.variable)];
    plans[k] = plan_bins(values, levels_wanted(plan, cell));
    plans[k].levels.insert(plans[k].levels.begin(), thresholds.begin(), thresholds.end());
    // What is not finite must be found trial by trial, and what decides when to stop must be known before.
    if (counted.is_constant(pilot, k) && std::isfinite(values[0]) && !decides(plan, cell)) plans[k].constant = values[0];
  });
  return plans;
}

Tally::Tally(const Counted& counted, const std::vector<BinPlan>& plans, const Design& design)
    : counted_(&counted), plans_(&plans), design_(&design), memory_(std::make_unique<Arena>(kMemory)), trials_(design.replicates()) {
  accumulators_.reserve(counted.size());
  for (const BinPlan& plan : plans) {
    if (!plan.constant) varying_.push_back(accumulators_.size());
    accumulators_.emplace_back(plan, design.replicates(), memory_->get());
  }
}

void Tally::add(const Chunk& chunk) {
  std::vector<Stretch> stretches;
  for (std::size_t done = 0; done < chunk.count(); done += stretches.back().size) {
    const Piece piece = design_->piece(chunk.first() + done);
    stretches.push_back({piece.replicate, static_cast<std::size_t>(std::min<std::uint64_t>(piece.size, chunk.count() - done))});
    trials_[piece.replicate] += stretches.back().size;
  }
  for (std::size_t n = 0; n < varying_.size(); ++n) {
    if (n + 1 < varying_.size()) {
      const auto next = counted_->values(chunk, varying_[n + 1]);
      prefetch(next.data(), 512);  // where it begins; the processor foresees the rest
      accumulators_[varying_[n + 1]].prefetch(stretches);
    }
    if (n + 2 < varying_.size()) prefetch(&accumulators_[varying_[n + 2]], sizeof(Accumulator));
    chunk.kernel().add(accumulators_[varying_[n]], counted_->values(chunk, varying_[n]), chunk.first(), stretches);
  }
}

void Tally::merge(const Tally& other) {
  for (std::size_t r = 0; r < trials_.size(); ++r) trials_[r] += other.trials_[r];
  parallel_for(varying_.size(), [&](std::size_t n) { accumulators_[varying_[n]].merge(other.accumulators_[varying_[n]]); });
}

void Tally::count_constants() {
  for (std::size_t k = 0; k < accumulators_.size(); ++k) {
    if (!(*plans_)[k].constant) continue;
    for (std::uint32_t r = 0; r < trials_.size(); ++r) accumulators_[k].add_repeated(*(*plans_)[k].constant, trials_[r], r);
  }
}

}  // namespace cellcast::sim
