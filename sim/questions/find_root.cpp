#include "sim/questions/find_root.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/math/root.hpp"

namespace cellcast::sim {
namespace {

constexpr double kWidth = 1e-6;  ///< of a bracket, as a part of the way from end to end

using math::Bracket;
using Bound = double Gaps::*;

bool is_inside(const Gaps& gaps) { return gaps.low <= 0 && gaps.high >= 0; }

class RootFinder {
 public:
  RootFinder(base::FunctionRef<Gaps(double)> gaps_at, double from, double to, Places places)
      : gaps_at_(gaps_at), from_(std::min(from, to)), to_(std::max(from, to)), places_(places) {}

  const Gaps& at(double place) {
    const auto known = known_.find(place);
    return known != known_.end() ? known->second : known_.emplace(place, gaps_at_(place)).first->second;
  }

  std::optional<Root> run() {
    const double at_from = at(from_).statistic, at_to = at(to_).statistic;
    if ((at_from > 0 && at_to > 0) || (at_from < 0 && at_to < 0)) return std::nullopt;
    const double place = answer(narrowed(&Gaps::statistic, from_, to_));
    return Root{place, limit(place, from_), limit(place, to_)};
  }

 private:
  /// A bracket of the root of the statistic, or of a bound.
  Bracket narrowed(Bound bound, double low, double high) {
    const Bracket known{low, high, at(low).*bound, at(high).*bound};
    if (places_ == Places::all) return math::narrow([&](double place) { return at(place).*bound; }, known, kWidth * (to_ - from_));
    return neighbours(bound, known);
  }

  /// By halving: of whole numbers there are few.
  Bracket neighbours(Bound bound, Bracket bracket) {
    if (bracket.at_low == 0) return {bracket.low, bracket.low, 0, 0};
    if (bracket.at_high == 0) return {bracket.high, bracket.high, 0, 0};
    while (bracket.high - bracket.low > 1) {
      const double middle = std::floor(bracket.middle()), value = at(middle).*bound;
      if (value == 0) return {middle, middle, 0, 0};
      if ((value > 0) == (bracket.at_low > 0))
        bracket.low = middle, bracket.at_low = value;
      else
        bracket.high = middle, bracket.at_high = value;
    }
    return bracket;
  }

  double answer(const Bracket& bracket) const {
    if (places_ == Places::all) return bracket.middle();
    return std::fabs(bracket.at_high) < std::fabs(bracket.at_low) ? bracket.high : bracket.low;
  }

  /// How far the target stays inside the statistic's interval on the way from the root to an end.
  std::optional<double> limit(double root, double end) {
    if (is_inside(at(end))) return std::nullopt;
    if (!is_inside(at(root))) return root;  // it is met by a jump
    double inside = root, outside = end;
    for (const double place : known_on_the_way(root, end)) {
      if (!is_inside(at(place))) {
        outside = place;
        break;
      }
      inside = place;
    }
    const Bound bound = at(outside).low > 0 ? &Gaps::low : &Gaps::high;
    const Bracket bracket = narrowed(bound, std::min(inside, outside), std::max(inside, outside));
    if (places_ == Places::all) return bracket.middle();
    return is_inside(at(bracket.low)) ? bracket.low : bracket.high;
  }

  /// Places that were asked for between the two, in their order.
  std::vector<double> known_on_the_way(double root, double end) const {
    std::vector<double> result;
    for (const auto& [place, gaps] : known_)
      if (place > std::min(root, end) && place < std::max(root, end)) result.push_back(place);
    if (end < root) std::ranges::reverse(result);
    return result;
  }

  base::FunctionRef<Gaps(double)> gaps_at_;
  double from_, to_;
  Places places_;
  std::map<double, Gaps> known_;
};

}  // namespace

RootSearch find_root(base::FunctionRef<Gaps(double)> gaps_at, double from, double to, Places places) {
  RootFinder finder(gaps_at, from, to, places);
  RootSearch result;
  result.root = finder.run();
  result.at_from = finder.at(from);
  result.at_to = finder.at(to);
  return result;
}

}  // namespace cellcast::sim
