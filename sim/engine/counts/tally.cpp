#include "sim/engine/counts/tally.hpp"

#include <algorithm>
#include <numeric>

#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/parallel.hpp"

namespace cellcast::sim {
namespace {

/// Bytes of an arena to begin with: what is counted in for so many numbers, and some thousand numbers at most.
std::size_t memory_of(const std::vector<BinPlan>& plans, std::size_t replicates) {
  constexpr std::size_t kLeast = std::size_t{1} << 12, kMost = std::size_t{1} << 26, kWaiting = BinCounts::kWaiting * sizeof(BinPlace);
  std::size_t bytes = kLeast;
  for (const BinPlan& plan : plans) {
    const std::size_t signs = plan.window.positive && plan.window.negative ? 2 : 1;
    const std::size_t bytes_of_bin = sizeof(std::uint8_t) + (plan.is_short ? 0 : sizeof(std::uint16_t));
    bytes += plan.window.count * signs * bytes_of_bin + (plan.constant ? 0 : kWaiting);
    bytes += plan.atoms.size() * sizeof(std::uint64_t) + replicates * (plan.levels.size() + 3) * sizeof(std::uint64_t);
  }
  return std::min(bytes, kMost);
}

}  // namespace

Tally::Tally(const std::vector<BinPlan>& plans, const Design& design)
    : plans_(&plans),
      design_(&design),
      memory_(std::make_unique<Arena>(memory_of(plans, design.replicates()))),
      trials_(design.replicates()) {
  accumulators_.reserve(plans.size());
  for (const BinPlan& plan : plans) {
    if (!plan.constant) varying_.push_back(accumulators_.size());
    accumulators_.emplace_back(plan, design.replicates(), memory_->get());
  }
}

void Tally::add(const Kernel& kernel, const Rows& rows) {
  const std::vector<Stretch> stretches = sim::stretches(*design_, rows.first, rows.count);
  for (const Stretch& stretch : stretches) trials_[stretch.replicate] += stretch.size;
  for (std::size_t n = 0; n < varying_.size(); ++n) {
    if (n + 1 < varying_.size()) {
      prefetch(rows.values[varying_[n + 1]], 512);  // where it begins; the processor foresees the rest
      accumulators_[varying_[n + 1]].prefetch(stretches);
    }
    if (n + 2 < varying_.size()) prefetch(&accumulators_[varying_[n + 2]], sizeof(Accumulator));
    kernel.add(accumulators_[varying_[n]], rows[varying_[n]], rows.first, stretches);
  }
}

void Tally::add_weighted(const Rows& rows, std::span<const std::uint32_t> weights) {
  for (const std::uint32_t weight : weights.first(rows.count)) trials_.front() += weight;
  std::vector<std::size_t> heavy;  // those that count at all
  for (std::size_t i = 0; i < rows.count; ++i)
    if (weights[i] > 0) heavy.push_back(i);
  for (const std::size_t k : varying_) {
    const double* values = rows.values[k];
    for (const std::size_t i : heavy) {
      if (values[i] - values[i] == 0) accumulators_[k].add_repeated(values[i], weights[i], 0);  // else the run ends with an error
    }
  }
}

void Tally::merge(const Tally& other) {
  for (std::size_t r = 0; r < trials_.size(); ++r) trials_[r] += other.trials_[r];
  parallel_for(varying_.size(), [&](std::size_t n) { accumulators_[varying_[n]].merge(other.accumulators_[varying_[n]]); });
}

void Tally::save(std::span<const Tally* const> parts, PackedWriter& to) {
  const Tally& first = *parts.front();
  std::vector<std::uint64_t> trials(first.trials_.size());
  for (const Tally* part : parts)
    for (std::size_t r = 0; r < trials.size(); ++r) trials[r] += part->trials_[r];
  to.number(first.varying_.size());
  to.counts(std::span<const std::uint64_t>(trials));
  for (const std::size_t k : first.varying_) {
    Accumulator total = first[k];
    for (const Tally* part : parts.subspan(1)) total.merge((*part)[k]);
    total.save(to);
  }
}

void Tally::merge(PackedReader& saved) {
  if (saved.number() != varying_.size()) throw Malformed();
  saved.counts(trials_.size(), [&](std::size_t replicate, std::uint64_t count) { trials_[replicate] += count; });
  for (const std::size_t k : varying_) accumulators_[k].merge(saved);
}

std::uint64_t Tally::trials() const { return std::accumulate(trials_.begin(), trials_.end(), std::uint64_t{0}); }

void Tally::count_constants() {
  for (std::size_t k = 0; k < accumulators_.size(); ++k) {
    if (!(*plans_)[k].constant) continue;
    for (std::uint32_t r = 0; r < trials_.size(); ++r) accumulators_[k].add_repeated(*(*plans_)[k].constant, trials_[r], r);
  }
}

}  // namespace cellcast::sim
