#pragma once

#include "sim/results/results.hpp"

namespace cellcast::tests {

/// Adds what drives the outputs (from trials and by a design), an update, a difference and a ledger to results that were made by hand, all
/// of their variables. Precondition: they have fields.
void add_groups(sim::Results& results);

}  // namespace cellcast::tests
