#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <random>
#include <set>

#include "sim/discover/find_box.hpp"
#include "sim/discover/refine.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/seeds.hpp"

using namespace cellcast::sim;

namespace {

/// Trials to search, with the values they are made of.
struct Made {
  std::vector<std::vector<double>> values;  ///< [factor][trial]
  std::vector<std::uint8_t> cases;          ///< [trial]

  Searched searched() const {
    const std::vector<std::span<const double>> columns(values.begin(), values.end());
    return {columns, cases};
  }
};

/// Some factors continuous, some with few values; cases are likelier where factor 0 is high and factor 1 low.
Made mixed(unsigned seed, std::size_t trials) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform;
  Made made{std::vector<std::vector<double>>(5, std::vector<double>(trials)), std::vector<std::uint8_t>(trials)};
  for (std::size_t i = 0; i < trials; ++i) {
    made.values[0][i] = uniform(engine);
    made.values[1][i] = std::floor(5 * uniform(engine));
    made.values[2][i] = std::floor(40 * uniform(engine));  // a value has less than a twentieth
    made.values[3][i] = uniform(engine) < 0.5 ? 0.0 : -0.0;
    made.values[4][i] = uniform(engine);
    made.cases[i] = uniform(engine) < (made.values[0][i] > 0.6 && made.values[1][i] < 3 ? 0.8 : 0.1) ? 1 : 0;
  }
  return made;
}

std::vector<std::uint32_t> inside_of(const Made& made, const Box& box) {
  std::vector<std::uint32_t> inside;
  for (std::uint32_t i = 0; i < made.cases.size(); ++i)
    if (std::ranges::all_of(box, [&](const BoxLimit& limit) { return limit.holds(made.values[limit.factor][i]); })) inside.push_back(i);
  return inside;
}

BoxCounts counts_of(const Made& made, const Box& box) {
  BoxCounts counts;
  for (const std::uint32_t i : inside_of(made, box)) ++counts.trials, counts.cases += made.cases[i];
  return counts;
}

/// The same peeling written down anew, with a sort for every slice.
std::vector<PeelStep> slow_peel(const Made& made) {
  Box box;
  std::vector<PeelStep> path{{std::nullopt, counts_of(made, box)}};
  for (;;) {
    const BoxCounts now = path.back().inside;
    if (now.cases == now.trials) return path;
    std::optional<BoxLimit> best;
    long double most = 0;
    const std::vector<std::uint32_t> inside = inside_of(made, box);
    for (std::size_t factor = 0; factor < made.values.size(); ++factor) {
      for (const bool is_upper : {false, true}) {
        std::vector<double> sorted;
        for (const std::uint32_t i : inside) sorted.push_back((is_upper ? -1 : 1) * made.values[factor][i]);
        std::ranges::sort(sorted);
        double stays = sorted[now.trials / 20];
        if (stays == sorted.front()) {
          const auto next = std::ranges::upper_bound(sorted, stays);
          if (next == sorted.end()) continue;
          stays = *next;
        }
        const BoxLimit limit{factor, is_upper, (is_upper ? -1 : 1) * stays};
        const BoxCounts left = counts_of(made, with_limit(box, limit));
        const long double gain = (static_cast<long double>(left.cases) / left.trials - static_cast<long double>(now.cases) / now.trials) /
                                 static_cast<long double>(now.trials - left.trials);
        if (gain > most * (1 + 1e-15L)) best = limit, most = gain;
      }
    }
    if (!best) return path;
    const BoxCounts left = counts_of(made, with_limit(box, *best));
    if (left.trials < 100) return path;
    box = with_limit(box, *best);
    path.push_back({best, left});
  }
}

struct Planted {
  std::vector<BoxLimit> limits;  ///< values are percentiles
  double correlation;            ///< of every other factor with one that has a limit
};

/// What was found of a planted box: whether all limits are within 0.03, and no other factor has one.
struct Verdict {
  bool is_near = true, is_alone = true;
};

constexpr std::size_t kFactors = 20, kTrials = 16384;

Verdict find_planted(const Planted& planted, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal;
  std::set<std::size_t> deciding;
  for (const BoxLimit& limit : planted.limits) deciding.insert(limit.factor);
  const std::vector<std::size_t> partners(deciding.begin(), deciding.end());
  const double own = std::sqrt(1 - planted.correlation * planted.correlation);
  Made made{std::vector<std::vector<double>>(kFactors, std::vector<double>(kTrials)), std::vector<std::uint8_t>(kTrials)};
  for (std::size_t i = 0; i < kTrials; ++i) {
    for (auto& factor : made.values) factor[i] = normal(engine);
    for (std::size_t k = 0; k < kFactors; k += 2)
      if (!deciding.contains(k))
        made.values[k][i] = planted.correlation * made.values[partners[k / 2 % partners.size()]][i] + own * made.values[k][i];
    made.cases[i] = std::ranges::all_of(planted.limits, [&](const BoxLimit& limit) {
      return limit.holds(math::normal_cdf(made.values[limit.factor][i]));
    });
  }
  const Box found = find_box(made.searched()).box;
  Verdict verdict;
  for (const BoxLimit& limit : planted.limits) {
    verdict.is_near = verdict.is_near && std::ranges::any_of(found, [&](const BoxLimit& each) {
      return each.is_of(limit.factor, limit.is_upper) && std::fabs(math::normal_cdf(each.value) - limit.value) <= 0.03;
    });
  }
  for (const BoxLimit& each : found) verdict.is_alone = verdict.is_alone && deciding.contains(each.factor);
  return verdict;
}

}  // namespace

TEST_CASE("peeling takes off what a sort of every factor would", "[prim]") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const Made made = mixed(seed, 1500);
    const std::vector<PeelStep> path = peel(made.searched()), slow = slow_peel(made);
    REQUIRE(path.size() == slow.size());
    CHECK(path.size() > 5);
    for (std::size_t k = 0; k < path.size(); ++k) {
      CHECK(path[k].inside == slow[k].inside);
      REQUIRE(path[k].limit.has_value() == slow[k].limit.has_value());
      if (!path[k].limit) continue;
      CHECK(path[k].limit->is_of(slow[k].limit->factor, slow[k].limit->is_upper));
      CHECK(path[k].limit->value == slow[k].limit->value);
      CHECK(counts_of(made, box_after(path, k)) == path[k].inside);
    }
    const std::size_t best = best_step(path);
    for (std::size_t k = 0; k < path.size(); ++k) {
      const auto coverage = static_cast<double>(path[k].inside.cases) / static_cast<double>(path[0].inside.cases);
      const double density = path[k].inside.density();
      CHECK(2 * coverage * density / (coverage + density) <= f1(path[best].inside, path[0].inside.cases) + 1e-15);
    }
  }
}

TEST_CASE("all trials at the extreme value leave together", "[prim]") {
  Made made{{std::vector<double>(400), std::vector<double>(400, 7.0)}, std::vector<std::uint8_t>(400)};
  for (std::size_t i = 0; i < 400; ++i) {
    made.values[0][i] = i < 200 ? 0 : 1 + static_cast<double>(i % 2);
    made.cases[i] = i >= 200 && i % 4 != 0;
  }
  const std::vector<PeelStep> path = peel(made.searched());
  REQUIRE(path.size() == 3);  // half of the trials at 0, then those at 1: of these one in two is a case, of those at 2 all are
  CHECK(path[1].limit->value == 1);
  CHECK(path[1].inside == BoxCounts{200, 150});
  CHECK_FALSE(path[2].limit->is_upper);
  CHECK(path[2].limit->value == 2);
  CHECK(path[2].inside == BoxCounts{100, 100});
}

TEST_CASE("nothing is peeled where nothing gains, and no fewer than 100 stay", "[prim]") {
  Made made{{std::vector<double>(200)}, std::vector<std::uint8_t>(200, 1)};
  std::iota(made.values[0].begin(), made.values[0].end(), 0.0);
  CHECK(peel(made.searched()).size() == 1);  // density is 1
  std::ranges::fill(made.cases, std::uint8_t{0});
  CHECK(peel(made.searched()).size() == 1);  // nothing gains
  made.cases[199] = made.cases[198] = 1;
  const std::vector<PeelStep> path = peel(made.searched());
  CHECK(path.back().inside.trials >= 100);
  CHECK(path.back().inside.trials - path.back().inside.trials / 20 < 100);
}

TEST_CASE("a box is widened while F1 grows, and loses what matters little", "[prim]") {
  Made made{{std::vector<double>(1000), std::vector<double>(1000)}, std::vector<std::uint8_t>(1000)};
  for (std::size_t i = 0; i < 1000; ++i) {
    made.values[0][i] = static_cast<double>(i);
    made.values[1][i] = static_cast<double>(i * 7 % 1000);
    made.cases[i] = i >= 500;
  }
  const Searched trials = made.searched();
  // From [600, 999], 20 trials at a time, down to 500 exactly: the next step would bring none.
  const Box wide = widened(trials, {{0, false, 600}});
  REQUIRE(wide.size() == 1);
  CHECK(counts(trials, wide).cases == 500);
  CHECK(wide.front().value <= 500);
  CHECK(wide.front().value > 500 - 0.05 * 500);
  // Beyond a limit near the extreme lie fewer than a step takes: it goes. Beyond one at the extreme lies none: it stays.
  CHECK(widened(trials, {{0, false, 500}, {1, false, 8}}).size() == 1);
  CHECK(widened(trials, {{0, false, 500}, {1, false, 0}}).size() == 2);
}

TEST_CASE("a limit goes where F1 falls by less than 1 %", "[prim]") {
  for (const double least : {5.0, 50.0}) {
    Made made{{std::vector<double>(1000), std::vector<double>(1000)}, std::vector<std::uint8_t>(1000)};
    for (std::size_t i = 0; i < 1000; ++i) {
      made.values[0][i] = static_cast<double>(i);
      made.values[1][i] = static_cast<double>(i * 7 % 1000);
      made.cases[i] = i >= 500 && made.values[1][i] >= least;
    }
    // Without the second limit F1 is 2 x 498 / (498 + 500), or 2 x 475 / (475 + 500): 0.2 % or 2.6 % less than 1.
    const Box thin = thinned(made.searched(), {{0, false, 500}, {1, false, least}});
    CHECK(thin.size() == (least == 5 ? 1 : 2));
    CHECK(thin.front().is_of(0, false));
    // One that leaves out cases alone goes, whatever that brings.
    CHECK(thinned(made.searched(), {{0, false, 500}, {1, true, 600}}).size() == 1);
  }
}

TEST_CASE("half-samples are functions of their address, and find what is there", "[prim]") {
  const Made made = mixed(11, 4000);
  const Searched trials = made.searched();
  const OfferedBox offered = find_box(trials);
  REQUIRE_FALSE(offered.box.empty());
  CHECK(counts_of(made, offered.box) == offered.inside);
  const auto times = on_threads(1, [&] { return found_again(trials, offered.box, {3, 5}); });
  CHECK(times == on_threads(2, [&] { return found_again(trials, offered.box, {3, 5}); }));
  for (const std::uint32_t each : times) CHECK(each <= kHalfSamples);
  const auto high = std::ranges::find_if(offered.box, [](const BoxLimit& limit) { return limit.is_of(0, false); });
  REQUIRE(high != offered.box.end());
  CHECK(times[static_cast<std::size_t>(high - offered.box.begin())] == kHalfSamples);
  CHECK(high->value == Approx(0.6).margin(0.03));
}

TEST_CASE("a second search leaves out the first box's trials", "[prim]") {
  const Made made = mixed(13, 3000);
  const Searched trials = made.searched();
  const OfferedBox first = find_box(trials);
  std::vector<std::uint8_t> keep(3000);
  for (std::uint32_t i = 0; i < 3000; ++i) keep[i] = trials.holds(first.box, i) ? 0 : 1;
  const Searched rest = trials.subset(keep);
  CHECK(rest.counts() == BoxCounts{3000 - first.inside.trials, trials.counts().cases - first.inside.cases});
  Made alone = made;
  for (auto& factor : alone.values) {
    std::size_t k = 0;
    std::erase_if(factor, [&](double) { return keep[k++] == 0; });
  }
  std::size_t k = 0;
  std::erase_if(alone.cases, [&](std::uint8_t) { return keep[k++] == 0; });
  const OfferedBox again = find_box(rest), apart = find_box(alone.searched());
  CHECK(again.inside == apart.inside);
  CHECK(again.box.size() == apart.box.size());
}

// Asked for: all limits within 0.03 of each percentile in 95 of 100 seeds, and no further factor in 90. Of 20 seeds, five or more
// fail with a probability of 0.3 % where one in 20 does, seven or more with one of 0.2 % where one in ten does. Seen: none of 100 fails.
TEST_CASE("planted boxes are found, and nothing else is named", "[prim][long]") {
  const int seeds = cellcast::tests::repetitions(20, 100);
  const std::vector<std::vector<BoxLimit>> boxes{{{7, false, 0.7}, {12, true, 0.4}},
                                                 {{4, false, 0.6}, {9, true, 0.5}, {15, false, 0.3}},
                                                 {{4, false, 0.2}, {4, true, 0.7}, {9, true, 0.3}, {15, false, 0.8}}};
  for (const auto& limits : boxes) {
    for (const double correlation : {0.0, 0.8}) {
      std::vector<Verdict> verdicts(static_cast<std::size_t>(seeds));
      parallel_for(verdicts.size(), [&](std::uint64_t k) { verdicts[k] = find_planted({limits, correlation}, static_cast<unsigned>(k + 1)); });
      const auto near = std::ranges::count_if(verdicts, &Verdict::is_near), alone = std::ranges::count_if(verdicts, &Verdict::is_alone);
      CAPTURE(limits.size(), correlation);
      CHECK(near >= (seeds >= 100 ? 95 : seeds * 4 / 5));
      CHECK(alone >= (seeds >= 100 ? 90 : seeds * 7 / 10));
      if (seeds >= 100) WARN(limits.size() << " limits, correlation " << correlation << ": near " << near << ", alone " << alone << " of " << seeds);
    }
  }
}
