#include "sim/engine/findings/pairing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <unordered_set>

#include "sim/engine/counts/counting.hpp"
#include "sim/engine/findings/summarize_fields.hpp"

namespace cellcast::sim {
namespace {

template <class Item>
std::vector<Item> common(const std::vector<Item>& wanted, const std::vector<Item>& also) {
  std::vector<Item> result;
  std::ranges::copy_if(wanted, std::back_inserter(result), [&](const Item& item) { return std::ranges::find(also, item) != also.end(); });
  return result;
}

/// In the order of `later`, whose derived outputs these are. A driver of another unit is another driver.
Labels common(const Labels& base, const Labels& later) {
  Labels labels;
  labels.segments = common(later.segments, base.segments);
  labels.markets = common(later.markets, base.markets);
  labels.chemistries = common(later.chemistries, base.chemistries);
  labels.materials = common(later.materials, base.materials);
  labels.submarkets = common(later.submarkets, base.submarkets);
  labels.splits = common(later.splits, base.splits);
  labels.producers = common(later.producers, base.producers);
  labels.ranks = common(later.ranks, base.ranks);
  labels.years = common(later.years, base.years);
  labels.derived = later.derived;
  for (std::size_t k = 0; k < later.drivers.size(); ++k) {
    const auto same = static_cast<std::size_t>(std::ranges::find(base.drivers, later.drivers[k]) - base.drivers.begin());
    if (same == base.drivers.size() || base.driver_units[same] != later.driver_units[k]) continue;
    labels.drivers.push_back(later.drivers[k]);
    labels.driver_units.push_back(later.driver_units[k]);
  }
  return labels;
}

using CellNumbers = std::map<std::pair<std::string, int>, std::size_t>;

CellNumbers cell_numbers(const Labels& labels, const Variable& variable) {
  CellNumbers numbers;
  for (const CellName& name : cell_names(labels, variable)) numbers.emplace(std::pair(name.index, name.year), numbers.size());
  return numbers;
}

std::int32_t shared_inputs(const Plan& base, const Plan& later) {
  std::unordered_set<std::string> names;
  for (const Input& input : base.inputs) names.insert(input.name);
  return static_cast<std::int32_t>(std::ranges::count_if(later.inputs, [&](const Input& input) { return names.contains(input.name); }));
}

/// The variance of the difference of independent draws over that of paired ones; 1 where nothing varies.
double variance_reduction(double base_sd, double later_sd, double sd) {
  const double independent = base_sd * base_sd + later_sd * later_sd;
  if (sd > 0) return independent / (sd * sd);
  return independent > 0 ? std::numeric_limits<double>::infinity() : 1;
}

/// The base's output of that name; nothing where it has none, or one of another unit or other dimensions.
std::optional<VariableId> same_output(const Labels& base, const Variable& later) {
  const auto id = base.find_variable(later.name);
  if (!id || base.variable(*id).unit != later.unit || base.variable(*id).axes != later.axes) return std::nullopt;
  return id;
}

const Field& field_of(const Results& results, VariableId id) { return *std::ranges::find(results.fields, id, &Field::id); }

}  // namespace

Pairing::Pairing(const Plan& base, const Plan& later, Isa isa) : base_(&base), later_(&later), kernel_(&kernel(isa)) {
  frame_.labels = common(base.labels, later.labels);
  for (const VariableId id : later.wanted) {
    const auto of_base = same_output(base.labels, later.labels.variable(id));
    if (of_base && std::ranges::find(base.wanted, *of_base) != base.wanted.end()) match(id, *of_base);
  }
  plan_bins();
}

void Pairing::match(VariableId id, VariableId base_id) {
  const Variable& variable = later_->labels.variable(id);
  const std::vector<CellName> names = cell_names(frame_.labels, variable);
  if (names.empty()) return;
  const CellNumbers of_base = cell_numbers(base_->labels, variable), of_later = cell_numbers(later_->labels, variable);
  for (const CellName& name : names) {
    base_rows_.push_back(base_->layout.offset(base_id) + of_base.at({name.index, name.year}));
    later_rows_.push_back(later_->layout.offset(id) + of_later.at({name.index, name.year}));
  }
  frame_.add(id, names.size(), {0.0});
  base_ids_.push_back(base_id);
}

void Pairing::plan_bins() {
  Chunk later(*later_, *kernel_, kPilotTrials);
  later.compute(0, static_cast<std::size_t>(std::min<std::uint64_t>(later_->trials, kPilotTrials)));
  PairedRows paired(*this, kPilotTrials);
  const Rows& pilot = paired.compute(later);
  const std::vector<double> probabilities = levels_wanted(*later_), zero{0.0};
  for (std::size_t cell = 0; cell < frame_.cells; ++cell) {
    bins_.push_back(plan_cell(pilot[cell], zero, probabilities));
    set_length(*later_, bins_.back());
    if (paired.is_constant(cell, later) && std::isfinite(pilot[cell][0])) bins_.back().constant = pilot[cell][0];
  }
}

Difference Pairing::summarize(const Tally& tally, const Samples& samples, const Results& base, const Results& later) const {
  Difference result;
  result.shared_inputs = shared_inputs(*base_, *later_);
  result.labels = frame_.labels;
  const Ranks ranks(later.probabilities, later.trials, later.confidence_factor);
  result.fields = summarize_fields(frame_, tally, 0, ranks, samples, later.trials);
  for (std::size_t v = 0; v < frame_.variables.size(); ++v) {
    const CountedVariable& variable = frame_.variables[v];
    const Field &of_base = field_of(base, base_ids_[v]), &of_later = field_of(later, variable.id);
    std::vector<double>& reductions = result.variance_reduction.emplace_back();
    for (std::size_t cell = 0; cell < variable.cells; ++cell) {
      const std::size_t k = variable.first + cell;
      reductions.push_back(variance_reduction(of_base.sd[base_rows_[k] - base_->layout.offset(base_ids_[v])],
                                              of_later.sd[later_rows_[k] - later_->layout.offset(variable.id)], result.fields[v].sd[cell]));
    }
  }
  return result;
}

PairedRows::PairedRows(const Pairing& pairing, std::size_t capacity)
    : pairing_(&pairing), capacity_(capacity), base_(*pairing.base_, *pairing.kernel_, capacity), values_(pairing.cells() * capacity) {
  for (std::size_t cell = 0; cell < pairing.cells(); ++cell) rows_.values.push_back(values_.data() + cell * capacity);
}

bool PairedRows::is_constant(std::size_t cell, const Chunk& later) const {
  return base_.is_constant(pairing_->base_rows_[cell]) && later.is_constant(pairing_->later_rows_[cell]);
}

const Rows& PairedRows::compute(const Chunk& later) {
  base_.compute(later.first(), later.count());
  rows_.first = later.first();
  rows_.count = later.count();
  for (std::size_t cell = 0; cell < pairing_->cells(); ++cell) {
    const auto out = values_.begin() + static_cast<std::ptrdiff_t>(cell * capacity_);
    std::ranges::transform(later.output(pairing_->later_rows_[cell]), base_.output(pairing_->base_rows_[cell]), out, std::minus<>());
  }
  return rows_;
}

}  // namespace cellcast::sim
