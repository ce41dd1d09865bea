#include "output/result/sensitivity_indices.hpp"

#include <array>

namespace cellcast::output {

namespace {

constexpr const char* kLow = "lower end of its 95 % confidence interval";
constexpr const char* kHigh = "upper end of its 95 % confidence interval";

}  // namespace

std::span<const SensitivityIndex<sim::GivenDataIndices>> given_data_indices() {
  using sim::GivenDataIndices;
  static constexpr std::array<SensitivityIndex<GivenDataIndices>, 6> kIndices{{
      {"first_order", "first-order share of the variance, Var(E[Y | input]) / Var(Y)", true, &GivenDataIndices::first_order},
      {"first_order_low", kLow, true, &GivenDataIndices::first_order_low},
      {"first_order_high", kHigh, true, &GivenDataIndices::first_order_high},
      {"spearman", "rank correlation (Spearman) with the input", true, &GivenDataIndices::spearman},
      {"mean_low", "mean where the input is in its lowest tenth", false, &GivenDataIndices::mean_low},
      {"mean_high", "mean where the input is in its highest tenth", false, &GivenDataIndices::mean_high},
  }};
  return kIndices;
}

std::span<const SensitivityIndex<sim::DesignIndices>> design_indices() {
  using sim::DesignIndices;
  static constexpr std::array<SensitivityIndex<DesignIndices>, 6> kIndices{{
      {"sobol_first_order", "first-order share of the variance, by a design", true, &DesignIndices::first_order},
      {"sobol_first_order_low", kLow, true, &DesignIndices::first_order_low},
      {"sobol_first_order_high", kHigh, true, &DesignIndices::first_order_high},
      {"sobol_total", "total share of the variance, E[Var(Y | all other inputs)] / Var(Y)", true, &DesignIndices::total},
      {"sobol_total_low", kLow, true, &DesignIndices::total_low},
      {"sobol_total_high", kHigh, true, &DesignIndices::total_high},
  }};
  return kIndices;
}

}  // namespace cellcast::output
