// Shares of variance by a design of their own, where they are known: of the product of two lognormal inputs, with u = exp(sigma_price^2) -
// 1 and w = exp(sigma_production^2) - 1, the variance over the squared mean is u + w + u w.
#include <algorithm>
#include <cmath>

#include "sim/engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

constexpr int kDesignSeeds = 200;

const std::string kDesigned = tests::kProduct + R"([sensitivity]
method = "sobol"
trials = 1024
variables = ["revenue"]
year = 2024
)";

/// What so many intervals of one share say of it.
struct Intervals {
  int covers = 0;
  double sum = 0, squares = 0, reach = 0;

  void add(double value, double low, double high, double truth) {
    covers += low <= truth && truth <= high;
    sum += value;
    squares += value * value;
    reach += (high - low) / 2;
  }

  double bias(double truth) const { return sum / kDesignSeeds - truth; }
  double sd() const { return std::sqrt((squares - sum * sum / kDesignSeeds) / (kDesignSeeds - 1)); }
  /// Half the mean interval over what 95 % of normal errors stay within.
  double width() const { return reach / kDesignSeeds / (1.959964 * sd()); }
};

std::size_t place(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  REQUIRE(found != names.end());
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

// Bounds are five standard errors of what is looked at, each of which a right program exceeds for fewer than 1 of a million choices of the
// 200 seeds: of a mean, sd / 14; of a share of 200 covered at 95 %, 0.08; of an sd, 25 %, and 5 % more for estimates that are not quite
// normal.
TEST_CASE("shares of variance by a design are right, and their intervals neither too narrow nor too wide", "[engine][sensitivity]") {
  const double u = std::exp(0.4 * 0.4) - 1, w = std::exp(0.3 * 0.3) - 1, all = u + w + u * w;
  const std::vector<std::pair<std::string, double>> inputs{{"segments.s.price", u}, {"segments.s.production", w}};
  std::vector<Intervals> first(2), total(2);
  for (int seed = 1; seed <= kDesignSeeds; ++seed) {
    config::Overrides overrides;
    overrides.set = {"sampling.seed=" + std::to_string(seed), "sampling.trials=1024", "economy.cumulative_production=10000.0"};
    const sim::Results results = sim::run(tests::plan(kDesigned, overrides));
    REQUIRE(results.sensitivity);
    REQUIRE(results.sensitivity->design);
    const sim::DesignIndices& design = *results.sensitivity->design;
    CHECK(design.points == 1024);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const std::size_t f = place(design.factors, inputs[k].first);
      const auto at = [&](const sim::FactorNumbers& numbers) { return numbers.at(0).at(f); };
      first[k].add(at(design.first_order), at(design.first_order_low), at(design.first_order_high), inputs[k].second / all);
      total[k].add(at(design.total), at(design.total_low), at(design.total_high), (inputs[k].second + u * w) / all);
    }
  }
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const double share = inputs[k].second / all, with_others = (inputs[k].second + u * w) / all;
    for (const auto& [found, truth] : {std::pair(first[k], share), std::pair(total[k], with_others)}) {
      INFO(inputs[k].first << ": " << found.covers << " of 200 cover " << truth << ", bias " << found.bias(truth) << ", sd " << found.sd()
                           << ", width " << found.width());
      CHECK(std::abs(found.bias(truth)) < 5 * found.sd() / std::sqrt(kDesignSeeds));
      CHECK(found.covers >= (0.95 - 0.08) * kDesignSeeds);
      CHECK(std::abs(found.width() - 1) < 0.30);
    }
  }
}
