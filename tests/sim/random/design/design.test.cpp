#include "sim/random/design/design.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "tests/catch.hpp"

using namespace cellcast::sim;
using cellcast::config::Method;

namespace {

constexpr Method kMethods[] = {Method::monte_carlo, Method::latin_hypercube, Method::sobol};

std::vector<DesignInput> inputs(std::size_t count, std::uint64_t seed = 11) {
  std::vector<DesignInput> result;
  for (std::size_t k = 0; k < count; ++k) result.push_back({{seed, stream_id("input " + std::to_string(k))}, k});
  return result;
}

std::vector<double> draws(const Design& design, std::size_t input, std::uint64_t first, std::size_t count) {
  std::vector<double> u(count);
  design.uniforms(input, first, u);
  return u;
}

/// floor(u x size), exactly.
std::uint64_t interval(double u, std::uint64_t size) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(static_cast<Wide>(u * 0x1p60) * size >> 60);
}

}  // namespace

TEST_CASE("Monte Carlo's draws are the streams'", "[design]") {
  const Design design(Method::monte_carlo, 1000, 16, inputs(2));
  std::vector<double> expected(700);
  uniforms({11, stream_id("input 1")}, 5, expected);
  CHECK(draws(design, 1, 5, 700) == expected);
  CHECK(design.replicates() == 1);
}

TEST_CASE("draws do not depend on how trials are cut into blocks", "[design]") {
  for (const Method method : kMethods) {
    for (const std::uint32_t replicates : {2u, 3u, 16u, 300u}) {
      const std::uint64_t trials = final_trials(method, 20000, replicates);
      const Design design(method, trials, replicates, inputs(3));
      const auto all = draws(design, 2, 0, trials);
      for (const std::size_t size : {1, 7, 255, 256, 257, 4096}) {
        std::vector<double> blocks;
        for (std::size_t first = 0; first < trials && first < 40 * size; first += size) {
          const auto block = draws(design, 2, first, std::min<std::size_t>(size, trials - first));
          blocks.insert(blocks.end(), block.begin(), block.end());
        }
        REQUIRE(std::equal(blocks.begin(), blocks.end(), all.begin()));
      }
      REQUIRE(*std::ranges::min_element(all) >= kSmallestUniform);
      REQUIRE(*std::ranges::max_element(all) <= kLargestUniform);
    }
  }
}

TEST_CASE("trials are divided evenly among replicates, point by point", "[design]") {
  for (const Method method : {Method::latin_hypercube, Method::sobol}) {
    for (const std::uint32_t replicates : {2u, 3u, 16u, 300u}) {
      for (const std::uint64_t asked : {1u, 3u, 500u, 4096u, 100000u}) {
        const std::uint64_t trials = final_trials(method, asked, replicates);
        const Design design(method, trials, replicates, inputs(1));
        REQUIRE(design.replicates() == replicates);
        std::vector<std::set<std::uint64_t>> points(replicates);
        for (std::uint64_t trial = 0; trial < trials;) {
          const Piece piece = design.piece(trial);
          for (std::uint64_t i = 0; i < piece.size; ++i) REQUIRE(points[piece.replicate].insert(piece.point + i).second);
          trial += piece.size;
          REQUIRE(trial <= trials);
        }
        for (const auto& of_replicate : points) {
          REQUIRE(of_replicate.size() == trials / replicates);
          REQUIRE(*of_replicate.rbegin() == trials / replicates - 1);
        }
      }
    }
  }
}

TEST_CASE("each replicate has one point in every interval", "[design]") {
  for (const Method method : {Method::latin_hypercube, Method::sobol}) {
    for (const std::uint64_t asked : {16u, 1000u, 100000u}) {
      const std::uint64_t trials = final_trials(method, asked, 16), points = trials / 16;
      const Design design(method, trials, 16, inputs(90));
      for (const std::size_t input : {0, 1, 89}) {
        const auto u = draws(design, input, 0, trials);
        std::vector<std::vector<bool>> hit(16, std::vector<bool>(points));
        for (std::uint64_t trial = 0; trial < trials; ++trial) hit[design.piece(trial).replicate][interval(u[trial], points)] = true;
        for (const auto& of_replicate : hit) REQUIRE(std::ranges::count(of_replicate, true) == static_cast<std::ptrdiff_t>(points));
      }
    }
  }
}

TEST_CASE("strata are kept where sums round up", "[design]") {
  // 2^31 strata: the sum of a stratum and a place in it has 22 binary places left.
  const std::uint64_t trials = std::uint64_t{1} << 32;
  const Design design(Method::latin_hypercube, trials, 2, inputs(1));
  const auto u = draws(design, 0, trials - 100000, 100000);
  std::set<std::uint64_t> strata;
  for (const double x : u) strata.insert(interval(x, trials / 2));
  CHECK(strata.size() == u.size());
}

TEST_CASE("a run under Sobol's design can grow", "[design]") {
  for (const std::uint32_t replicates : {2u, 3u, 16u, 300u}) {
    const Design shorter(Method::sobol, final_trials(Method::sobol, 100, replicates), replicates, inputs(2));
    const Design longer(Method::sobol, final_trials(Method::sobol, 1000000, replicates), replicates, inputs(2));
    CHECK(draws(shorter, 1, 0, 100) == draws(longer, 1, 0, 100));
  }
}

TEST_CASE("final trials", "[design]") {
  CHECK(final_trials(Method::monte_carlo, 1000, 16) == 1000);
  CHECK(final_trials(Method::latin_hypercube, 1000, 16) == 1008);
  CHECK(final_trials(Method::latin_hypercube, 1008, 16) == 1008);
  CHECK(final_trials(Method::sobol, 1000, 16) == 1024);
  CHECK(final_trials(Method::sobol, 1024, 16) == 1024);
  CHECK(final_trials(Method::sobol, 1025, 16) == 2048);
  CHECK(final_trials(Method::sobol, 1, 16) == 16);
  CHECK(final_trials(Method::sobol, std::uint64_t{1} << 32, 16) == std::uint64_t{1} << 32);
  CHECK(final_trials(Method::sobol, std::uint64_t{1} << 32, 3) == std::uint64_t{3} << 31);
}

TEST_CASE("dimensions that Sobol's sequence lacks", "[design]") {
  CHECK_NOTHROW(Design(Method::sobol, 16, 16, {{{1, 2}, 3666}}));
  CHECK_THROWS_AS(Design(Method::sobol, 16, 16, {{{1, 2}, 3667}}), std::out_of_range);
}

TEST_CASE("inputs and replicates are uncorrelated, and means have the promised error", "[design]") {
  // Sums over 400 seeds; each bound is 5 standard errors, odds 1e-6 each.
  constexpr std::uint64_t kSeeds = 400;
  constexpr std::uint32_t kReplicates = 4;
  constexpr std::uint64_t kTrials = 4 * 64;
  for (const Method method : {Method::latin_hypercube, Method::sobol}) {
    double across_inputs = 0, across_replicates = 0, square_error = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      const Design design(method, kTrials, kReplicates, inputs(7, seed));
      const auto u = draws(design, 3, 0, kTrials), v = draws(design, 6, 0, kTrials);
      double product = 0, sum = 0, means[kReplicates] = {};
      for (std::uint64_t i = 0; i < kTrials; ++i) {
        product += 12 * (u[i] - 0.5) * (v[i] - 0.5);
        sum += u[i] - 0.5;
        means[design.piece(i).replicate] += u[i] - 0.5;
      }
      across_inputs += product / kTrials;
      // A replicate's sum is 64 places within intervals of 1/64: variance 64 / 12 / 64^2 = 1/768.
      across_replicates += means[0] * means[1] * 768;
      square_error += sum * sum * 768 / kReplicates;
    }
    // The correlation of 256 points has variance about 1/256 (under Latin hypercubes; smaller under Sobol's design).
    CHECK(std::fabs(across_inputs) < 5 * std::sqrt(kSeeds / 256.0));
    CHECK(std::fabs(across_replicates) < 5 * std::sqrt(kSeeds));
    CHECK(std::fabs(square_error / kSeeds - 1) < 5 * std::sqrt(2.0 / kSeeds));
  }
}
