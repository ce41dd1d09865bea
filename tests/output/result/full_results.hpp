#pragma once

#include "sim/results/results.hpp"

namespace cellcast::tests {

/// Results with every group and dataset that a result file can have, of few variables: sensitivity with a design, observations, a
/// difference with samples and shifts, claims with conflicts, correlations, dimensions, draws of a copula.
sim::Results full_results();

}  // namespace cellcast::tests
