#include "sim/stats/bins.hpp"

#include <algorithm>
#include <bit>

#include "sim/stats/ranks.hpp"

namespace cellcast::sim {
namespace {

std::vector<double> repeated_values(std::span<const double> sorted) {
  std::vector<double> atoms;
  for (auto run = sorted.begin(); run != sorted.end();) {
    const auto end = std::upper_bound(run, sorted.end(), *run);
    if (end - run >= 2) atoms.push_back(*run + 0.0);  // +0, never -0
    run = end;
  }
  if (const auto place = std::ranges::lower_bound(atoms, 0.0); place == atoms.end() || *place != 0) atoms.insert(place, 0.0);
  return atoms;
}

std::vector<double> sorted_finite(std::span<const double> pilot) {
  std::vector<double> values(pilot.begin(), pilot.end());
  std::erase_if(values, [](double x) { return !(x - x == 0); });  // a value that is not finite fails the run later
  std::ranges::sort(values);
  return values;
}

}  // namespace

BinPlan plan_bins(std::span<const double> pilot, std::span<const double> probabilities) {
  const std::vector<double> values = sorted_finite(pilot);
  BinPlan plan;
  plan.atoms = repeated_values(values);

  std::vector<std::size_t> held(kPages);
  for (const double value : values) {
    if (!std::ranges::binary_search(plan.atoms, value)) ++held[std::bit_cast<std::uint64_t>(value) >> 52];
  }
  for (std::size_t page = 0; page < kPages; ++page) {
    if (held[page] > 0 && held[page] * 256 >= pilot.size()) plan.fine.push_back(static_cast<PageId>(page));
  }
  for (const double p : probabilities) plan.levels.push_back(values.empty() ? 0 : values[quantile_rank(p, values.size()) - 1]);
  return plan;
}

}  // namespace cellcast::sim
