#pragma once

#include <cstddef>

#include "sim/plan/plan.hpp"

namespace cellcast::bench {

/// How often a trial needs each of the operations that take time. What is left out (sums, products, selects, moving rows) is what the
/// rest of the kernel is measured by.
struct Operations {
  std::size_t exp = 0, log = 0, divisions = 0, square_roots = 0;
  std::size_t uniforms = 0, normal_quantiles = 0, tables = 0, normal_cdfs = 0;
};

/// Of uniforms, correlation and quantile functions.
Operations operations_of_draw(const sim::Plan& plan);
/// Of the equations of docs/model.md.
Operations operations_of_model(const sim::Plan& plan);

}  // namespace cellcast::bench
