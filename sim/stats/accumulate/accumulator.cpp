#include "sim/stats/accumulate/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "sim/stats/accumulate/above.hpp"

namespace cellcast::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_finite(double value) { return value - value == 0; }

/// Stands for a level that lies within a bin: no place is above it.
constexpr BinPlace kNoPlace = std::numeric_limits<BinPlace>::max();

}  // namespace

Accumulator::Accumulator(const BinPlan& plan, std::uint32_t replicates, std::pmr::memory_resource* memory)
    : plan_(&plan),
      sums_(plan.grid, replicates, memory),
      bins_(plan, memory),
      levels_(memory),
      within_bins_(memory),
      counts_(replicates, memory),
      above_(replicates * plan.levels.size(), memory),
      min_(kInfinity),
      max_(-kInfinity) {
  levels_.reserve((plan.levels.size() + kLevels - 1) / kLevels * kLevels);
  for (std::uint32_t k = 0; k < plan.levels.size(); ++k) {
    const std::optional<BinPlace> place = bins_.places().last_up_to(plan.levels[k]);
    levels_.push_back(place.value_or(kNoPlace));
    if (!place) within_bins_.push_back(k);
  }
  levels_.resize(levels_.capacity(), kNoPlace);
  for (const double level : plan.levels) lowest_level_ = std::min(lowest_level_, level);
}

void Accumulator::add(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate) {
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), kMost));
    add(some, first_trial, std::array{Stretch{replicate, some.size()}});
    values = values.subspan(some.size());
    first_trial += some.size();
  }
}

void Accumulator::add(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches) {
  Extremes found;
  auto rest = values;
  for (const Stretch& stretch : stretches) {
    counts_[stretch.replicate] += stretch.size;
    sum(rest.first(stretch.size), stretch.replicate, found);
    rest = rest.subspan(stretch.size);
  }
  min_ = std::min(min_, found.low);
  max_ = std::max(max_, found.high);
  if (found.are_finite) {
    count(values, found.low, found.high, stretches);
  } else {
    count_finite(values, first_trial, stretches);
  }
}

void Accumulator::sum(std::span<const double> values, std::uint32_t replicate, Extremes& extremes) {
  const auto include = [&](double low, double high) {
    extremes.low = std::min(extremes.low, low);
    extremes.high = std::max(extremes.high, high);
  };
  if (const Distances found = distances(plan_->grid, values); found.are_within) {
    sums_.add(found, replicate);
    return include(found.low, found.high);
  }
  for (const double value : values) {
    if (is_finite(value)) {
      sums_.add_repeated(value, 1, replicate);
      include(value, value);
    } else {
      extremes.are_finite = false;
    }
  }
}

void Accumulator::count(std::span<const double> values, double low, double high, std::span<const Stretch> stretches) {
  std::span<const BinPlace> places = bins_.add(values, low, high);
  if (high <= lowest_level_) return;
  for (const Stretch& stretch : stretches) {
    count_above(values.first(stretch.size), places.first(stretch.size), stretch.replicate);
    values = values.subspan(stretch.size);
    places = places.subspan(stretch.size);
  }
}

void Accumulator::add_repeated(double value, std::uint64_t times, std::uint32_t replicate) {
  value += 0.0;  // -0 becomes 0
  counts_[replicate] += times;
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
  for (std::size_t k = 0; k < plan_->levels.size(); ++k) {
    if (value > plan_->levels[k]) above_[replicate * plan_->levels.size() + k] += times;
  }
  sums_.add_repeated(value, times, replicate);
  bins_.add_repeated(value, times);
}

void Accumulator::count_finite(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches) {
  for (const Stretch& stretch : stretches) {
    for (const double& value : values.first(stretch.size)) {
      if (is_finite(value)) {
        count({&value, 1}, value, value, std::array{Stretch{stretch.replicate, 1}});
      } else {
        ++not_finite_;
        first_not_finite_ = std::min(first_not_finite_, first_trial);
      }
      ++first_trial;
    }
    values = values.subspan(stretch.size);
  }
}

void Accumulator::count_above(std::span<const double> values, std::span<const BinPlace> places, std::uint32_t replicate) {
  const std::span<std::uint64_t> above = std::span(above_).subspan(replicate * plan_->levels.size(), plan_->levels.size());
  sim::count_above(places, levels_, above);
  for (std::size_t first = 0; first < within_bins_.size(); first += kLevels) {
    std::array<double, kLevels> some;
    some.fill(kInfinity);
    const std::size_t size = std::min(kLevels, within_bins_.size() - first);
    for (std::size_t k = 0; k < size; ++k) some[k] = plan_->levels[within_bins_[first + k]];
    const CountsAbove found = sim::count_above(values, some);
    for (std::size_t k = 0; k < size; ++k) above[within_bins_[first + k]] += found[k];
  }
}

void Accumulator::merge(const Accumulator& other) {
  for (std::size_t k = 0; k < counts_.size(); ++k) counts_[k] += other.counts_[k];
  for (std::size_t k = 0; k < above_.size(); ++k) above_[k] += other.above_[k];
  not_finite_ += other.not_finite_;
  first_not_finite_ = std::min(first_not_finite_, other.first_not_finite_);
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  sums_.merge(other.sums_);
  bins_.merge(other.bins_);
}

void Accumulator::save(PackedWriter& to) const {
  to.counts(std::span<const std::uint64_t>(counts_));
  to.counts(std::span<const std::uint64_t>(above_));
  to.number(not_finite_);
  if (not_finite_ > 0) to.number(first_not_finite_);
  to.real(min_);
  to.real(max_);
  sums_.save(to);
  bins_.save(to);
}

void Accumulator::merge(PackedReader& saved) {
  saved.counts(counts_.size(), [&](std::size_t k, std::uint64_t count) { counts_[k] += count; });
  saved.counts(above_.size(), [&](std::size_t k, std::uint64_t count) { above_[k] += count; });
  const std::uint64_t not_finite = saved.number();
  not_finite_ += not_finite;
  if (not_finite > 0) first_not_finite_ = std::min(first_not_finite_, saved.number());
  const double low = saved.real(), high = saved.real();
  min_ = std::min(min_, low);
  max_ = std::max(max_, high);
  sums_.merge(saved);
  bins_.merge(saved);
}

std::uint64_t Accumulator::count() const { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

std::uint64_t Accumulator::above(std::size_t level) const {
  std::uint64_t total = 0;
  for (std::uint32_t r = 0; r < replicates(); ++r) total += above(level, r);
  return total;
}

double Accumulator::mean() const { return sums_.mean(count()); }

double Accumulator::mean(std::uint32_t replicate) const { return sums_.mean(counts_[replicate], replicate); }

double Accumulator::sd() const { return sums_.sd(count()); }

}  // namespace cellcast::sim
