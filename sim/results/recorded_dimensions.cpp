#include "sim/results/recorded_dimensions.hpp"

#include <algorithm>
#include <unordered_set>

#include "sim/plan/dimensions.hpp"

namespace cellcast::sim {
namespace {

/// More than any batch takes; results may come from a file that says anything.
constexpr std::int32_t kMostDimensions = 1 << 20;

/// Puts a name at a dimension; false where there is no such dimension.
bool place(const std::string& name, std::int32_t dimension, std::vector<std::string>& order) {
  if (dimension < 1 || dimension > kMostDimensions) return false;
  const auto index = static_cast<std::size_t>(dimension - 1);
  if (index >= order.size()) order.resize(index + 1);
  order[index] = name;
  return true;
}

}  // namespace

std::vector<std::string> recorded_dimensions(const config::Scenario& scenario, const Results& results) {
  std::vector<std::string> alone = dimension_order(scenario), order;
  for (const InputSummary& input : results.inputs)
    if (!place(input.name, input.dimension, order)) return alone;
  for (const CopulaDraw& draw : results.copula_draws)
    if (!place(draw.name, draw.dimension, order)) return alone;
  const std::unordered_set<std::string_view> known(order.begin(), order.end());
  const bool is_whole = std::ranges::all_of(alone, [&](const std::string& name) { return known.contains(name); });
  return is_whole ? order : alone;
}

std::vector<std::string> with_base(std::vector<std::string> recorded, const config::Scenario& base) {
  const std::unordered_set<std::string> known(recorded.begin(), recorded.end());
  auto gap = std::ranges::find(recorded, "");
  std::vector<std::string> behind;
  for (const std::string& name : dimension_order(base)) {
    if (known.contains(name)) continue;
    if (gap == recorded.end()) {
      behind.push_back(name);
    } else {
      *gap = name;
      gap = std::find(gap, recorded.end(), "");
    }
  }
  recorded.insert(recorded.end(), behind.begin(), behind.end());
  return recorded;
}

}  // namespace cellcast::sim
