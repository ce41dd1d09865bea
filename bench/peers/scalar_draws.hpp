#pragma once

#include <functional>
#include <random>
#include <span>
#include <vector>

#include "sim/plan/plan.hpp"

namespace cellcast::bench {

using Generator = std::mt19937_64;

/// Draws of a plan's inputs and shocks as the standard library makes them; what derives from them; constants.
class ScalarDraws {
 public:
  /// Throws std::invalid_argument for a Student-t copula and for laws that china-2030 has no use for.
  explicit ScalarDraws(const sim::Plan& plan);

  /// A value for each row of the plan's parameters.
  void operator()(Generator& generator, std::span<double> rows);

 private:
  struct Correlated {
    std::size_t input;
    std::vector<double> table;  ///< quantiles at evenly spaced normals: inverting a PERT law anew would take a microsecond
  };
  void draw_correlated(Generator& generator, std::span<double> rows);

  const sim::Plan& plan_;
  std::vector<std::function<double(Generator&)>> laws_;  ///< [input], empty for a correlated one
  std::vector<std::vector<Correlated>> groups_;
  std::normal_distribution<double> normal_;
};

}  // namespace cellcast::bench
