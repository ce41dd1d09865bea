#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/engine/options.hpp"
#include "sim/engine/trials/draw.hpp"
#include "sim/engine/trials/kernel.hpp"

namespace cellcast::sim {

/// What questions are asked about: an input, or several together.
struct DrawnFactor {
  std::string name, unit;
  std::vector<std::size_t> inputs;  ///< of the plan, in its order
};

/// Every input of a plan, shocks year by year.
std::vector<DrawnFactor> single_factors(const Plan& plan);
/// Shocks by name, where there are several of one: `shock.power`.
std::vector<DrawnFactor> shock_factors(const Plan& plan);
/// Inputs that are correlated with one another: `a + b`.
std::vector<DrawnFactor> correlated_factors(const Plan& plan);

/// The inputs of some trials, without what the model makes of them. One per thread.
class FactorDraws {
 public:
  FactorDraws(const Plan& plan, const Kernel& kernel) : kernel_(&kernel), rows_(plan) {}

  /// Trials first ... first + kDrawn - 1.
  void draw(std::uint64_t first) { kernel_->draw(rows_, first); }
  /// out[i] is the value in trial first + i: as drawn, or of several their sum over the root of their number: a standard normal number where
  /// they are shocks.
  void values(const DrawnFactor& factor, std::span<double> out);

 private:
  const Kernel* kernel_;
  ParameterRows rows_;
};

/// The values of the leading trials, [factor][trial]. Throws Stopped.
std::vector<std::vector<double>> draw_factors(const Plan& plan, std::span<const DrawnFactor> factors, std::uint64_t trials,
                                              const RunOptions& options);

}  // namespace cellcast::sim
