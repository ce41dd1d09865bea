#include "sim/stats/accumulate/bins.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/stats/accumulate/quantile_rank.hpp"
#include "sim/stats/accumulate/sort_values.hpp"

namespace cellcast::sim {
namespace {

std::vector<double> repeated_values(std::span<const double> sorted) {
  std::vector<double> atoms;
  for (auto run = std::adjacent_find(sorted.begin(), sorted.end()); run != sorted.end();) {
    atoms.push_back(*run + 0.0);  // +0, never -0
    const auto end = std::find_if(run, sorted.end(), [run](double x) { return x != *run; });
    run = std::adjacent_find(end, sorted.end());
  }
  if (const auto place = std::ranges::lower_bound(atoms, 0.0); place == atoms.end() || *place != 0) atoms.insert(place, 0.0);
  return atoms;
}

std::vector<double> sorted_finite(std::span<const double> pilot) {
  std::vector<double> values(pilot.begin(), pilot.end());
  std::erase_if(values, [](double x) { return !(x - x == 0); });  // a value that is not finite fails the run later
  sort_values(values);
  return values;
}

/// Of numbers in ascending order, the two that are closest to one another with so many left out beyond them.
struct Range {
  std::uint32_t first, last;
  std::uint32_t length() const { return last - first; }
};
Range shortest_range(std::span<const std::uint32_t> sorted, std::size_t left_out) {
  Range best{sorted.front(), sorted.back()};
  for (std::size_t low = 0; low <= left_out; ++low) {
    const Range range{sorted[low], sorted[low + sorted.size() - 1 - left_out]};
    if (range.length() < best.length()) best = range;
  }
  return best;
}

/// The fewest bins that hold the pilot's values, without the outermost ones where these need too many bins to be in cache, and some more at
/// either end for values beyond the pilot's. A constant needs none.
BinWindow find_window(std::span<const double> sorted) {
  constexpr std::uint32_t kFew = 2 << kFineBits, kMost = 12 << kFineBits;
  if (sorted.empty() || sorted.front() == sorted.back()) return {};
  std::vector<std::uint32_t> bins(sorted.size());
  std::ranges::transform(sorted, bins.begin(), [](double value) { return leading_bits(std::fabs(value)); });
  if (!std::isnormal(sorted.front()) || !std::isnormal(sorted.back()) || (sorted.front() < 0 && sorted.back() > 0))
    std::erase_if(bins, [](std::uint32_t bin) { return bin < leading_bits(std::numeric_limits<double>::min()); });  // have no bin
  if (bins.empty()) return {};
  if (sorted.back() <= 0) std::ranges::reverse(bins);
  if (sorted.front() < 0 && sorted.back() > 0) {  // they fall to the one nearest to 0, and rise again
    const auto rising = std::is_sorted_until(bins.begin(), bins.end(), std::greater());
    std::reverse(bins.begin(), rising);
    std::inplace_merge(bins.begin(), rising, bins.end());
  }
  std::size_t left_out = shortest_range(bins, 0).length() > kFew ? bins.size() / 512 : 0;
  while (shortest_range(bins, left_out).length() > kMost) left_out = std::min(2 * left_out + 1, bins.size() - 1);
  const Range range = shortest_range(bins, left_out);
  const std::uint32_t margin = range.length() / 16 + 16, first = range.first - margin;
  return {first, range.last + margin + 1 - first, sorted.back() > 0, sorted.front() < 0};
}

/// The octaves that hold at least 1/256 of the pilot, besides atoms.
std::vector<PageId> find_fine(std::span<const double> sorted, const std::vector<double>& atoms, std::size_t pilot) {
  std::vector<PageId> fine;
  for (auto run = sorted.begin(), end = run; run != sorted.end(); run = end) {
    const PageId page = page_id(*run);
    end = std::partition_point(run, sorted.end(), [page](double value) { return page_id(value) == page; });
    auto held = static_cast<std::size_t>(end - run);
    for (auto atom = std::ranges::lower_bound(atoms, *run); atom != atoms.end() && *atom <= *(end - 1); ++atom)
      held -= static_cast<std::size_t>(std::upper_bound(run, end, *atom) -
                                       std::lower_bound(run, end, *atom));  // clang 14 has no range of these
    if (held > 0 && held * 256 >= pilot) fine.push_back(page);
  }
  std::ranges::sort(fine);
  return fine;
}

double bin_begin(std::uint32_t leading) { return std::bit_cast<double>(std::uint64_t{leading} << (52 - kFineBits)); }

void set_range(BinPlan& plan) {
  const BinWindow& window = plan.window;
  if (window.count == 0) return;
  const double near = bin_begin(window.first), far = bin_begin(window.first + window.count - 1);
  plan.low = window.negative ? -far : near;
  plan.high = window.positive ? far : -near;
}

}  // namespace

BinPlan plan_bins(std::span<const double> pilot, std::span<const double> probabilities) {
  const bool is_constant = pilot.size() > 2 && std::ranges::all_of(pilot, [&](double value) { return value == pilot.front(); });
  if (is_constant) pilot = pilot.first(2);  // which tell the same
  const std::vector<double> values = sorted_finite(pilot);
  BinPlan plan;
  plan.atoms = repeated_values(values);
  plan.fine = find_fine(values, plan.atoms, pilot.size());
  plan.window = find_window(values);
  set_range(plan);
  plan.grid = find_grid(values);
  for (const double p : probabilities) {
    const double quantile = values.empty() ? 0 : values[quantile_rank(p, values.size()) - 1];
    plan.levels.push_back(std::isnormal(quantile) ? last_of_bin(quantile) : quantile);
  }
  return plan;
}

void widen_window(BinPlan& plan) {
  constexpr std::uint32_t kOctave = 1 << kFineBits, kMost = 0xf000;  // places, which have 16 bits
  BinWindow& window = plan.window;
  const auto is_fine = [&](std::uint32_t octave) {
    const auto has = [&](std::uint32_t id) { return std::ranges::binary_search(plan.fine, static_cast<PageId>(id)); };
    return (window.positive && has(octave)) || (window.negative && has(octave | kNegative));
  };
  if (window.count == 0) return;
  std::uint32_t first = window.first, end = first + window.count;
  if (is_fine(first / kOctave)) first = first / kOctave * kOctave;
  if (is_fine((end - 1) / kOctave)) end = ((end - 1) / kOctave + 1) * kOctave;
  if ((end - first) * (window.positive && window.negative ? 2 : 1) > kMost) return;
  window.first = first;
  window.count = end - first;
}

}  // namespace cellcast::sim
