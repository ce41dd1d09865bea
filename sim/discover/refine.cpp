#include "sim/discover/refine.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "sim/discover/peel.hpp"

namespace cellcast::sim {
namespace {

constexpr double kFallAllowed = 0.01;

/// For each trial how many limits of a box it breaks, and the sum of their places in the box: of a trial that breaks one, its place.
class Broken {
 public:
  Broken(const Searched& trials, const Box& box) : limits_(trials.numbers()), places_(trials.numbers()) {
    for (std::size_t k = 0; k < box.size(); ++k) {
      for (const std::uint32_t trial : trials.trials()) {
        if (box[k].holds(trials.value(box[k].factor, trial))) continue;
        ++limits_[trial];
        places_[trial] += static_cast<std::uint32_t>(k);
      }
    }
  }

  bool none(std::uint32_t trial) const { return limits_[trial] == 0; }
  bool only(std::uint32_t trial, std::size_t place) const { return limits_[trial] == 1 && places_[trial] == place; }

 private:
  std::vector<std::uint32_t> limits_, places_;  ///< [trial]
};

void count(BoxCounts& counts, const Searched& trials, std::uint32_t trial) {
  ++counts.trials;
  counts.cases += trials.is_case(trial) ? 1 : 0;
}

BoxCounts counts_of(const Searched& trials, const Broken& broken) {
  BoxCounts inside;
  for (const std::uint32_t trial : trials.trials())
    if (broken.none(trial)) count(inside, trials, trial);
  return inside;
}

BoxCounts sum(const BoxCounts& a, const BoxCounts& b) { return {a.trials + b.trials, a.cases + b.cases}; }

struct Changed {
  Box box;
  BoxCounts inside;
};

/// The box with its limit of this place moved out by one step; none where nothing lies beyond.
template <class Iterator>
std::optional<Changed> moved(const Searched& trials, const Box& box, std::size_t place, const BoxCounts& inside, const Broken& broken,
                             Iterator at, Iterator end) {
  const BoxLimit& limit = box[place];
  const std::uint64_t wanted = twentieth(inside.trials);
  BoxCounts added;
  double value = limit.value;
  for (; at != end; ++at) {
    if (!broken.only(*at, place)) continue;
    const double own = trials.value(limit.factor, *at);
    if (added.trials >= wanted && own != value) return Changed{with_limit(box, {limit.factor, limit.is_upper, value}), sum(inside, added)};
    value = own;
    count(added, trials, *at);
  }
  if (added.trials == 0) return std::nullopt;
  return Changed{without_limit(box, limit.factor, limit.is_upper), sum(inside, added)};
}

/// The order of a factor is walked from the limit outward.
std::optional<Changed> moved(const Searched& trials, const Box& box, std::size_t place, const BoxCounts& inside, const Broken& broken) {
  const std::vector<std::uint32_t>& order = trials.order(box[place].factor);
  return box[place].is_upper ? moved(trials, box, place, inside, broken, order.begin(), order.end())
                             : moved(trials, box, place, inside, broken, order.rbegin(), order.rend());
}

}  // namespace

BoxCounts counts(const Searched& trials, const Box& box) {
  BoxCounts inside;
  for (const std::uint32_t trial : trials.trials())
    if (trials.holds(box, trial)) count(inside, trials, trial);
  return inside;
}

Box widened(const Searched& trials, Box box, const RunOptions& options) {
  const std::uint64_t cases = trials.counts().cases;
  for (;;) {
    stop_if_told(options);
    const Broken broken(trials, box);
    const BoxCounts inside = counts_of(trials, broken);
    std::optional<Changed> best;
    double most = f1(inside, cases);
    for (std::size_t place = 0; place < box.size(); ++place) {
      std::optional<Changed> changed = moved(trials, box, place, inside, broken);
      if (!changed || !(f1(changed->inside, cases) > most)) continue;
      most = f1(changed->inside, cases);
      best = std::move(changed);
    }
    if (!best) return box;
    box = std::move(best->box);
  }
}

Box thinned(const Searched& trials, Box box, const RunOptions& options) {
  const std::uint64_t cases = trials.counts().cases;
  while (!box.empty()) {
    stop_if_told(options);
    const Broken broken(trials, box);
    const BoxCounts inside = counts_of(trials, broken);
    std::vector<BoxCounts> beyond(box.size());
    for (const std::uint32_t trial : trials.trials()) {
      for (std::size_t place = 0; place < box.size(); ++place)
        if (broken.only(trial, place)) count(beyond[place], trials, trial);
    }
    std::size_t least = 0;
    double most = -1;
    for (std::size_t place = 0; place < box.size(); ++place) {
      const double without = f1(sum(inside, beyond[place]), cases);
      if (!(without > most)) continue;
      most = without;
      least = place;
    }
    if (!(most > (1 - kFallAllowed) * f1(inside, cases))) return box;
    box.erase(box.begin() + static_cast<std::ptrdiff_t>(least));
  }
  return box;
}

}  // namespace cellcast::sim
