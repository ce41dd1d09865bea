#include "sim/stats/infer/proportion.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace cellcast;
using sim::EventCounts;
using sim::Proportion;

namespace {

EventCounts counts(std::vector<std::uint64_t> trials, std::vector<std::uint64_t> given, std::vector<std::uint64_t> both) {
  EventCounts result(static_cast<std::uint32_t>(trials.size()));
  result.trials = std::move(trials);
  result.given = std::move(given);
  result.both = std::move(both);
  return result;
}

}  // namespace

// By hand: the ends of Wilson's interval are the roots of (x - p)^2 = z^2 x (1 - x) / n.
TEST_CASE("Wilson's interval ends where its equation holds", "[stats][probability]") {
  for (const double p : {0.0, 0.001, 0.3, 0.5, 0.97, 1.0}) {
    for (const double n : {4.0, 30.5, 1e6}) {
      const Proportion found = sim::wilson(p, n, 1.96);
      CHECK(found.estimate == p);
      CHECK(found.effective == n);
      for (const double x : {found.low, found.high}) {
        CHECK(x >= 0);
        CHECK(x <= 1);
        CHECK((x - p) * (x - p) == Approx(1.96 * 1.96 * x * (1 - x) / n).margin(1e-15));
      }
      CHECK(found.low <= p);
      CHECK(found.high >= p);
      CHECK(found.low < found.high);
    }
  }
}

TEST_CASE("independent trials count as many as are given", "[stats][probability]") {
  const Proportion found = sim::proportion(counts({1000}, {400}, {100}), 99);  // the factor is of designs
  const Proportion expected = sim::wilson(0.25, 400, 1.96);
  CHECK(found.estimate == 0.25);
  CHECK(found.low == expected.low);
  CHECK(found.high == expected.high);
  CHECK(found.effective == 400);
}

// p = 100 / 400. both - p given, as shares of 250 trials: (20 - 25, 30 - 25, 20 - 25, 30 - 25) / 250 = -+0.02; their sd is sqrt(4 0.02^2 / 3),
// and the standard error that over sqrt 4 and 0.4, the mean of given: n = p (1 - p) / s^2.
TEST_CASE("a design's effective trials come from how its replicates differ", "[stats][probability]") {
  const Proportion found = sim::proportion(counts({250, 250, 250, 250}, {100, 100, 100, 100}, {20, 30, 20, 30}), 3.182);
  const double s = std::sqrt(4 * 0.02 * 0.02 / 3) / 2 / 0.4, n = 0.25 * 0.75 / (s * s);
  CHECK(found.effective == Approx(n).epsilon(1e-14));
  CHECK(found.low == Approx(sim::wilson(0.25, n, 3.182).low).epsilon(1e-14));
}

// Of the ratio: where both follows given exactly, nothing is left to err but the place within a stratum.
TEST_CASE("a design's replicates that agree leave the error of one count", "[stats][probability]") {
  const EventCounts equal = counts({250, 250, 250, 250}, {80, 120, 60, 140}, {20, 30, 15, 35});
  const double least = std::sqrt(4 / 6.0) / 400;
  CHECK(sim::proportion(equal, 3.182).effective == Approx(0.25 * 0.75 / (least * least)).epsilon(1e-14));
}

TEST_CASE("what never or always happens has as many effective trials as are given", "[stats][probability]") {
  const Proportion never = sim::proportion(counts({50, 50}, {40, 41}, {0, 0}), 12.706);
  CHECK(never.estimate == 0);
  CHECK(never.low == 0);
  CHECK(never.effective == 81);
  CHECK(never.high == sim::wilson(0, 81, 12.706).high);
  const Proportion always = sim::proportion(counts({50, 50}, {40, 41}, {40, 41}), 12.706);
  CHECK(always.estimate == 1);
  CHECK(always.high == 1);
  CHECK(always.effective == 81);
}

TEST_CASE("weighted trials count as many as Kish says", "[stats][probability]") {
  sim::WeightedCounts some;
  for (const unsigned weight : {3U, 1U, 4U}) {
    some.given += weight;
    some.squares += weight * weight;
  }
  some.both = 4;
  sim::WeightedCounts other;
  other.given = other.both = 2;
  other.squares = 4;
  some.merge(other);
  const Proportion found = sim::proportion(some);
  CHECK(found.estimate == 0.6);
  CHECK(found.effective == Approx(100.0 / 30));
  CHECK(found.high == Approx(sim::wilson(0.6, 100.0 / 30, 1.96).high));
}

TEST_CASE("counts of events merge replicate by replicate", "[stats][probability]") {
  EventCounts all = counts({1, 2}, {1, 1}, {0, 1});
  all.merge(counts({10, 20}, {5, 6}, {3, 4}));
  CHECK(all.trials == std::vector<std::uint64_t>{11, 22});
  CHECK(all.given == std::vector<std::uint64_t>{6, 7});
  CHECK(all.both == std::vector<std::uint64_t>{3, 5});
  CHECK(all.all_given() == 13);
  CHECK(all.all_both() == 8);
}
