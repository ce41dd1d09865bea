#include "sim/stats/infer/proportion.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace cellcast::sim {
namespace {

std::uint64_t sum(const std::vector<std::uint64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

void add(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  std::ranges::transform(to, from, to.begin(), std::plus<>());
}

/// The square of the standard error of the ratio p, from how the replicates differ.
double squared_error(const EventCounts& counts, double p) {
  const auto replicates = static_cast<double>(counts.trials.size());
  double given = 0, squares = 0;
  for (std::size_t r = 0; r < counts.trials.size(); ++r) {
    const auto trials = static_cast<double>(counts.trials[r]);
    const double g = static_cast<double>(counts.given[r]) / trials;
    const double beyond = static_cast<double>(counts.both[r]) / trials - p * g;  // 0 on average, as p is the ratio of the sums
    given += g / replicates;
    squares += beyond * beyond;
  }
  return squares / (replicates - 1) / replicates / (given * given);
}

}  // namespace

void EventCounts::merge(const EventCounts& other) {
  add(trials, other.trials);
  add(given, other.given);
  add(both, other.both);
}

std::uint64_t EventCounts::all_given() const { return sum(given); }
std::uint64_t EventCounts::all_both() const { return sum(both); }

void WeightedCounts::merge(const WeightedCounts& other) {
  given += other.given;
  both += other.both;
  squares += other.squares;
}

Proportion wilson(double p, double n, double factor) {
  const double square = factor * factor / n, widened = 1 + square;
  const double centre = (p + square / 2) / widened;
  const double reach = factor * std::sqrt(p * (1 - p) / n + square / (4 * n)) / widened;
  // At the ends the two are equal, but for rounding.
  return {p, p == 0 ? 0 : std::clamp(centre - reach, 0.0, p), p == 1 ? 1 : std::clamp(centre + reach, p, 1.0), n};
}

Proportion proportion(const EventCounts& counts, double factor) {
  const auto given = static_cast<double>(counts.all_given());
  const double p = static_cast<double>(counts.all_both()) / given;
  const auto replicates = static_cast<double>(counts.trials.size());
  if (replicates == 1) return wilson(p, given, kNormalFactor);
  if (p == 0 || p == 1) return wilson(p, given, factor);
  return wilson(p, p * (1 - p) / std::max(squared_error(counts, p), replicates / 6 / (given * given)), factor);
}

Proportion proportion(const WeightedCounts& counts) {
  const auto given = static_cast<double>(counts.given);
  const double p = static_cast<double>(counts.both) / given;
  return wilson(p, given * given / static_cast<double>(counts.squares), kNormalFactor);
}

}  // namespace cellcast::sim
