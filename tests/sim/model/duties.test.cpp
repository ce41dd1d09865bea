// What a duty does where local plants are full: docs/model.md, stage 6.
#include <array>
#include <cmath>

#include "tests/catch.hpp"
#include "tests/sim/model/drawn_block.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

constexpr std::array kDuties{0.0, 0.01, 0.1, 0.3, 0.6, 1.0, 2.0, 5.0, 20.0};
constexpr std::size_t kBlocks = 100'000 / sim::kBlock + 1;

/// A market abroad with a duty from the first year on, everything about it uncertain, its local plants often full.
std::string market(const std::string& elasticity) {
  return tests::kPlain + R"([markets.abroad]
freight = { dist = "uniform", low = 0.0, high = 0.3 }
local_premium = { dist = "uniform", low = -0.4, high = 1.0 }
local_premium_decline = { dist = "uniform", low = 0.0, high = 0.3 }
tariff_pass_through = { dist = "uniform", low = 0.0, high = 1.0 }
substitution = { dist = "uniform", low = 0.0, high = 12.0 }
[tariffs.duty]
market = "abroad"
from = 2025-01-01
rate = { dist = "uniform", low = 0.0, high = 20.0 }
[segments.s]
production = 100.0
price = 0.5
gross_margin = 0.1
utilization = 0.5
price_elasticity = )" + elasticity +
         R"(
[segments.s.growth]
rate = { dist = "uniform", low = -0.2, high = 0.8 }
[segments.s.supply]
exit_utilization = 0.6
exit_response = { dist = "uniform", low = 0.0, high = 4.0 }
[segments.s.markets.home]
demand = 60.0
home_share = 1.0
[segments.s.markets.abroad]
demand = 50.0
home_share = { dist = "uniform", low = 0.2, high = 1.0 }
local_capacity = { dist = "uniform", low = 40.0, high = 60.0 }
local_capacity_growth = { dist = "uniform", low = -0.9, high = 0.3 }
)";
}

/// Trials in which deliveries of the duty's first year rise with it; only those where plants are full at both duties, if asked.
std::size_t rises(const std::string& text, bool only_full, std::size_t& compared) {
  const sim::Plan plan = tests::plan(text);
  tests::DrawnBlock block(plan);
  std::size_t count = 0;
  for (std::size_t b = 0; b < kBlocks; ++b) {
    block.draw(b * sim::kDrawn);
    std::array<double, sim::kBlock> before{};
    std::array<bool, sim::kBlock> was_full{};
    const double *capacity = block.input("segments.s.markets.abroad.local_capacity"),
                 *growth = block.input("segments.s.markets.abroad.local_capacity_growth");
    for (const double duty : kDuties) {
      block.set("tariffs.duty.rate", duty);
      block.simulate();
      const double* delivered = block.values(sim::VariableId::deliveries, "s.abroad", 2025);
      const double* local = block.values(sim::VariableId::local_supply, "s.abroad", 2025);
      const double* paid = block.values(sim::VariableId::market_price, "s.abroad", 2025);
      for (std::size_t i = 0; i < sim::kBlock; ++i) {
        REQUIRE(std::isfinite(paid[i]));
        const bool is_full = local[i] >= capacity[i] * (1 + growth[i]) * (1 - 1e-12);
        if (duty > 0 && (!only_full || (is_full && was_full[i]))) {
          ++compared;
          count += delivered[i] > before[i] * (1 + 1e-12) ? 1 : 0;
        }
        before[i] = delivered[i];
        was_full[i] = is_full;
      }
    }
  }
  return count;
}

}  // namespace

TEST_CASE("deliveries never rise with the duty of the year where demand reacts less than in proportion", "[model][duties]") {
  std::size_t compared = 0;
  CHECK(rises(market("{ dist = \"uniform\", low = 0.0, high = 1.0 }"), false, compared) == 0);
  CHECK(compared >= 100'000);
}

TEST_CASE("deliveries never rise with the duty of the year where local plants are full", "[model][duties]") {
  std::size_t compared = 0;
  CHECK(rises(market("{ dist = \"uniform\", low = 0.0, high = 4.0 }"), true, compared) == 0);
  CHECK(compared >= 100'000);
}

TEST_CASE("a market whose local plants are full pays less for itself than for an import", "[model][duties]") {
  const sim::Plan plan = tests::plan(market("0.5"));
  tests::DrawnBlock block(plan);
  block.draw(0);
  block.set("tariffs.duty.rate", 20.0);
  block.set("markets.abroad.tariff_pass_through", 1.0);
  block.set("segments.s.markets.abroad.local_capacity_growth", 0.3);
  block.simulate();
  const double* paid = block.values(sim::VariableId::market_price, "s.abroad", 2025);
  const double* price = block.values(sim::VariableId::price, "s", 2025);
  for (std::size_t i = 0; i < sim::kBlock; ++i) CHECK(paid[i] < price[i] * 21);
}
