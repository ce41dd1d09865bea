#pragma once

#include "sim/model/layout.hpp"
#include "sim/model/model.hpp"

namespace cellcast::bench {

/// One trial of docs/model.md in plain scalar code: `in` holds a value for each row that the model names, `out` one for each of the layout.
void simulate_one(const sim::Model& model, const sim::Layout& layout, const double* in, double* out);

}  // namespace cellcast::bench
