#include "sim/recorded_dimensions.hpp"

#include <algorithm>
#include <unordered_set>

#include "sim/correlation_pairs.hpp"
#include "sim/dimensions.hpp"

namespace cellcast::sim {
namespace {

/// More than any batch takes; results may come from a file that says anything.
constexpr std::int32_t kMostDimensions = 1 << 20;

bool are_usable(std::span<const InputSummary> inputs) {
  return !inputs.empty() &&
         std::ranges::all_of(inputs, [](const InputSummary& input) { return input.dimension >= 1 && input.dimension <= kMostDimensions; });
}

}  // namespace

std::vector<std::string> recorded_dimensions(const config::Scenario& scenario, std::span<const InputSummary> inputs) {
  std::vector<std::string> alone = dimension_order(scenario);
  if (!are_usable(inputs)) return alone;
  const std::int32_t last = std::ranges::max_element(inputs, {}, &InputSummary::dimension)->dimension;
  std::vector<std::string> order(static_cast<std::size_t>(last));
  for (const InputSummary& input : inputs) order[static_cast<std::size_t>(input.dimension - 1)] = input.name;
  for (std::string& draw : copula_draws(scenario)) order.push_back(std::move(draw));
  const std::unordered_set<std::string_view> known(order.begin(), order.end());
  const bool is_whole = std::ranges::all_of(alone, [&](const std::string& name) { return known.contains(name); });
  return is_whole ? order : alone;
}

}  // namespace cellcast::sim
