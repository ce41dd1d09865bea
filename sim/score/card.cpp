#include "sim/score/card.hpp"

#include <algorithm>
#include <map>

namespace cellcast::sim {
namespace {

/// Of an even number the mean of the two in the middle; 0 of none.
double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Adds up over the actuals that have both.
Reference hold_against(const std::vector<const ScoredActual*>& actuals, std::optional<double> ScoredActual::*theirs) {
  Reference out;
  double ours = 0, sum = 0;
  for (const ScoredActual* actual : actuals) {
    if (!(actual->*theirs)) continue;
    ++out.count;
    ours += actual->scores.crps;
    sum += *(actual->*theirs);
  }
  if (out.count > 0) out.mean_crps = sum / static_cast<double>(out.count);
  if (sum > 0) out.skill = 1 - ours / sum;
  return out;
}

using Groups = std::vector<const ScoredActual*>;

}  // namespace

Summary summarize(const std::vector<const ScoredActual*>& actuals) {
  Summary out;
  Groups used;
  std::ranges::copy_if(actuals, std::back_inserter(used), [](const ScoredActual* actual) { return actual->counts && actual->scores.logarithm; });
  std::uint64_t inside_50 = 0, inside_90 = 0;
  std::vector<double> misses;
  for (const ScoredActual* actual : used) {
    const Scores& scores = actual->scores;
    out.crps += scores.crps;
    out.interval_50 += scores.interval_50;
    out.interval_90 += scores.interval_90;
    out.mean_pit += scores.pit;
    misses.push_back(scores.miss);
    inside_50 += scores.inside_50;
    inside_90 += scores.inside_90;
    ++out.pit[std::min<std::size_t>(9, static_cast<std::size_t>(10 * scores.pit))];
    if (!scores.log_score) continue;
    ++out.log_scores;
    out.log_score += *scores.log_score;
  }
  out.count = used.size();
  const double n = static_cast<double>(std::max<std::size_t>(1, used.size()));
  for (double* sum : {&out.crps, &out.interval_50, &out.interval_90, &out.mean_pit}) *sum /= n;
  if (out.log_scores > 0) out.log_score /= static_cast<double>(out.log_scores);
  out.median_miss = median(std::move(misses));
  out.published = hold_against(used, &ScoredActual::published_crps);
  out.naive = hold_against(used, &ScoredActual::naive_crps);
  out.coverage_50 = coverage(inside_50, out.count);
  out.coverage_90 = coverage(inside_90, out.count);
  return out;
}

Card card(const std::vector<const Vintage*>& vintages) {
  Groups all;
  std::map<int, Groups> horizons;
  std::vector<std::pair<std::string, Groups>> variables;
  for (const Vintage* vintage : vintages) {
    for (const ScoredActual& actual : vintage->scored) {
      all.push_back(&actual);
      horizons[actual.horizon].push_back(&actual);
      auto group = std::ranges::find(variables, actual.variable, &std::pair<std::string, Groups>::first);
      if (group == variables.end()) group = variables.insert(group, {actual.variable, {}});
      group->second.push_back(&actual);
    }
  }
  Card out;
  out.all = summarize(all);
  for (const auto& [horizon, group] : horizons) out.horizons.emplace_back(horizon, summarize(group));
  for (const auto& [variable, group] : variables) out.variables.emplace_back(variable, summarize(group));
  return out;
}

}  // namespace cellcast::sim
