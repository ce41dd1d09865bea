#include "sim/decide/choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/math/square.hpp"
#include "sim/stats/accumulate/quantile_rank.hpp"

namespace cellcast::sim {
namespace {

constexpr double kAny = -std::numeric_limits<double>::infinity();

/// What the best option pays in each trial.
std::vector<double> best_of(Payoffs payoffs) {
  std::vector<double> best(payoffs.front().begin(), payoffs.front().end());
  for (const std::span<const double> option : payoffs.subspan(1))
    for (std::size_t i = 0; i < best.size(); ++i) best[i] = std::max(best[i], option[i]);
  return best;
}

/// Gives each option its share of the trials in which no other pays more, and its regret.
void compare(std::vector<OptionFigures>& options, Payoffs payoffs, std::span<const double> best) {
  const std::size_t trials = best.size();
  for (std::size_t i = 0; i < trials; ++i) {
    double tied = 0;
    for (const std::span<const double> option : payoffs) tied += option[i] == best[i] ? 1 : 0;
    for (std::size_t d = 0; d < options.size(); ++d) {
      options[d].best += payoffs[d][i] == best[i] ? 1 / tied : 0;
      options[d].regret += best[i] - payoffs[d][i];
    }
  }
  for (OptionFigures& option : options) {
    option.best /= static_cast<double>(trials);
    option.regret /= static_cast<double>(trials);
  }
}

Choice figures_of(Payoffs payoffs, const Blocks& blocks, std::span<const double> best) {
  Choice choice;
  for (const std::span<const double> option : payoffs) choice.options.push_back(describe(option, blocks));
  compare(choice.options, payoffs, best);
  return choice;
}

std::size_t first_largest(const std::vector<OptionFigures>& options, auto figure) {
  return static_cast<std::size_t>(std::ranges::max_element(options, {}, figure) - options.begin());
}

/// The mean of the worst payoffs, and the payoff up to which they go.
struct Worst {
  double mean, level;
};

Worst worst_of(std::span<const double> payoffs, double alpha) {
  std::vector<double> sorted(payoffs.begin(), payoffs.end());
  std::ranges::sort(sorted);
  const double count = alpha * static_cast<double>(sorted.size());
  const auto whole = static_cast<std::size_t>(count);
  double sum = 0;
  for (std::size_t i = 0; i < whole; ++i) sum += sorted[i];
  const double part = count - static_cast<double>(whole);
  if (part > 0) sum += part * sorted[whole];
  return {sum / count, sorted[part > 0 ? whole : whole - 1]};
}

/// One trial's part in the mean of the worst, whose mean over all trials that is (Rockafellar & Uryasev 2002, theorem 10).
double part_in(const Worst& worst, double alpha, double payoff) { return worst.level + std::min(0.0, payoff - worst.level) / alpha; }

}  // namespace

OptionFigures describe(std::span<const double> option, const Blocks& blocks) {
  OptionFigures its;
  const auto n = static_cast<double>(option.size());
  its.mean = blocks.mean([&](std::size_t i) { return option[i]; }, kAny);
  double squares = 0;
  for (const double each : option) squares += math::square(each - its.mean.value);
  its.sd = std::sqrt(squares / (n - 1));
  std::vector<double> sorted(option.begin(), option.end());
  std::ranges::sort(sorted);
  const auto quantile = [&](double p) { return sorted[quantile_rank(p, sorted.size()) - 1]; };
  its.p5 = quantile(0.05);
  its.p50 = quantile(0.5);
  its.p95 = quantile(0.95);
  return its;
}

Choice choose(Payoffs payoffs, const Blocks& blocks) {
  const std::vector<double> best = best_of(payoffs);
  Choice choice = figures_of(payoffs, blocks, best);
  choice.best = first_largest(choice.options, [](const OptionFigures& option) { return option.mean.value; });
  const std::span<const double> chosen = payoffs[choice.best];
  choice.evpi = blocks.mean([&](std::size_t i) { return best[i] - chosen[i]; }, 0);
  return choice;
}

Choice choose_by_worst(Payoffs payoffs, const Blocks& blocks, double alpha) {
  const std::vector<double> best = best_of(payoffs);
  Choice choice = figures_of(payoffs, blocks, best);
  std::vector<Worst> worst;
  for (const std::span<const double> option : payoffs) worst.push_back(worst_of(option, alpha));
  for (std::size_t d = 0; d < worst.size(); ++d) choice.options[d].worst = worst[d].mean;
  choice.best = first_largest(choice.options, [](const OptionFigures& option) { return *option.worst; });
  const std::span<const double> chosen = payoffs[choice.best];
  const Worst known = worst_of(best, alpha), its = worst[choice.best];
  choice.evpi = blocks.mean([&](std::size_t i) { return part_in(known, alpha, best[i]) - part_in(its, alpha, chosen[i]); }, 0);
  choice.evpi.value = std::max(0.0, known.mean - its.mean);
  return choice;
}

double worst_mean(std::span<const double> payoffs, double alpha) { return worst_of(payoffs, alpha).mean; }

}  // namespace cellcast::sim
