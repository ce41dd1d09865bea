#include "sim/stats/accumulate/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/math/lanes.hpp"

namespace cellcast::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_finite(double value) { return value - value == 0; }

struct Extremes {
  double low = kInfinity, high = -kInfinity;
  bool finite = true;  ///< all values are; else low and high mean nothing
};

/// Of as many numbers as there are lanes, lane by lane.
struct ExtremeLanes {
  RealLanes low = RealLanes{} + kInfinity, high = RealLanes{} - kInfinity, zero{};

  [[gnu::always_inline]] void add(RealLanes values) {
    low = values < low ? values : low;
    high = values > high ? values : high;
    zero += values - values;  // NOLINT(misc-redundant-expression): no longer 0 after a value that is not finite
  }
};

Extremes extremes(std::span<const double> values) {
  constexpr std::size_t kStep = 2 * kLanes;  // two at a time, so that one need not wait for the other
  std::array<ExtremeLanes, 2> lanes;
  std::size_t i = 0;
  for (; i + kStep <= values.size(); i += kStep) {
    lanes[0].add(load(&values[i]));
    lanes[1].add(load(&values[i + kLanes]));
  }
  Extremes result;
  const auto add = [&](double low, double high, double zero) {
    result.low = std::min(result.low, low);
    result.high = std::max(result.high, high);
    result.finite = result.finite && zero == 0;
  };
  for (const ExtremeLanes& each : lanes) {
    for (std::size_t k = 0; k < kLanes; ++k) add(each.low[k], each.high[k], each.zero[k]);
  }
  for (; i < values.size(); ++i) add(values[i], values[i], values[i] - values[i]);
  return result;
}

/// Levels that values are compared with at a time, while they are in registers: a quarter of the loads, and of the sums over lanes.
constexpr std::size_t kLevels = 4;

/// Values above each of the levels, in 16 bits each, the first in the lowest. Precondition: fewer than 2^16 values.
std::uint64_t count_above(std::span<const double> values, const std::array<double, kLevels>& levels) {
  std::array<Lanes, kLevels> found{};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    const RealLanes some = load(&values[i]);
    for (std::size_t k = 0; k < kLevels; ++k) found[k] = some > levels[k] ? found[k] + 1 : found[k];
  }
  const Lanes all = found[0] | found[1] << 16 | found[2] << 32 | found[3] << 48;
  std::uint64_t total = 0;
  for (std::size_t k = 0; k < kLanes; ++k) total += all[k];
  for (; i < values.size(); ++i) {
    for (std::size_t k = 0; k < kLevels; ++k) total += std::uint64_t{values[i] > levels[k]} << 16 * k;
  }
  return total;
}

}  // namespace

Accumulator::Accumulator(const BinPlan& plan, std::uint32_t replicates, std::pmr::memory_resource* memory)
    : plan_(&plan),
      sums_(replicates),
      bins_(plan, memory),
      counts_(replicates, memory),
      above_(replicates * plan.levels.size(), memory),
      min_(kInfinity),
      max_(-kInfinity) {}

void Accumulator::add(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate) {
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), kMost));
    add(some, first_trial, std::array{Stretch{replicate, some.size()}});
    values = values.subspan(some.size());
    first_trial += some.size();
  }
}

void Accumulator::add(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches) {
  for (const Stretch& stretch : stretches) counts_[stretch.replicate] += stretch.size;
  if (const Extremes found = extremes(values); found.finite) {
    add_finite(values, found.low, found.high, stretches);
  } else {
    add_one_by_one(values, first_trial, stretches);
  }
}

void Accumulator::add_finite(std::span<const double> values, double low, double high, std::span<const Stretch> stretches) {
  min_ = std::min(min_, low);
  max_ = std::max(max_, high);
  sums_.add(values, std::max(std::fabs(low), std::fabs(high)), stretches);
  bins_.add(values, low, high);
  for (const Stretch& stretch : stretches) {
    count_above(values.first(stretch.size), stretch.replicate);
    values = values.subspan(stretch.size);
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

void Accumulator::add_one_by_one(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches) {
  for (const Stretch& stretch : stretches) {
    for (const double& value : values.first(stretch.size)) {
      if (is_finite(value)) {
        add_finite({&value, 1}, value, value, std::array{Stretch{stretch.replicate, 1}});
      } else {
        ++not_finite_;
        first_not_finite_ = std::min(first_not_finite_, first_trial);
      }
      ++first_trial;
    }
    values = values.subspan(stretch.size);
  }
}

void Accumulator::count_above(std::span<const double> values, std::uint32_t replicate) {
  const std::span<const double> levels = plan_->levels;
  std::uint64_t* const above = above_.data() + replicate * levels.size();
  for (std::size_t first = 0; first < levels.size(); first += kLevels) {
    std::array<double, kLevels> some;
    some.fill(kInfinity);
    const std::size_t count = std::min(kLevels, levels.size() - first);
    std::ranges::copy(levels.subspan(first, count), some.begin());
    const std::uint64_t found = sim::count_above(values, some);
    for (std::size_t k = 0; k < count; ++k) above[first + k] += found >> 16 * k & 0xffff;
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

double Accumulator::mean() const { return exact_mean(sums_.terms(), count()); }

double Accumulator::mean(std::uint32_t replicate) const { return exact_mean(sums_.terms(replicate), counts_[replicate]); }

double Accumulator::sd() const { return exact_sd(sums_.terms(), count()); }

}  // namespace cellcast::sim
