#include "sim/stats/accumulate/bins.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <cmath>

#include "sim/stats/accumulate/quantile_rank.hpp"
#include "sim/stats/accumulate/sort_values.hpp"

namespace cellcast::sim {
namespace {

std::vector<double> repeated_values(std::span<const double> sorted) {
  std::vector<double> atoms;
  for (auto run = sorted.begin(); run != sorted.end();) {
    const auto end = std::find_if(run, sorted.end(), [run](double x) { return x != *run; });
    if (end - run >= 2) atoms.push_back(*run + 0.0);  // +0, never -0
    run = end;
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
  std::vector<std::uint32_t> bins;
  bins.reserve(sorted.size());
  for (const double value : sorted) {
    if (std::isnormal(value)) bins.push_back(leading_bits(std::fabs(value)));
  }
  if (bins.empty() || sorted.front() == sorted.back()) return {};
  if (sorted.back() < 0) std::ranges::reverse(bins);
  if (sorted.front() < 0 && sorted.back() > 0) boost::sort::pdqsort_branchless(bins.begin(), bins.end());
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
    while (end != sorted.end() && page_id(*end) == page) ++end;
    auto held = static_cast<std::size_t>(end - run);
    for (auto atom = std::ranges::lower_bound(atoms, *run); atom != atoms.end() && *atom <= *(end - 1); ++atom)
      held -= static_cast<std::size_t>(std::upper_bound(run, end, *atom) -
                                       std::lower_bound(run, end, *atom));  // clang 14 has no range of these
    if (held > 0 && held * 256 >= pilot) fine.push_back(page);
  }
  std::ranges::sort(fine);
  return fine;
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
  plan.grid = find_grid(values);
  for (const double p : probabilities) {
    const double quantile = values.empty() ? 0 : values[quantile_rank(p, values.size()) - 1];
    plan.levels.push_back(std::isnormal(quantile) ? last_of_bin(quantile) : quantile);
  }
  return plan;
}

}  // namespace cellcast::sim
