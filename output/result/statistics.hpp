#pragma once

#include "sim/results/results.hpp"

namespace cellcast::output {

using sim::Statistic;

/// The value of a statistic at a place of a field; not-a-number where it was read from a file that is older than the statistic.
double value_at(const sim::Field& field, const Statistic& statistic, std::size_t place);

/// Takes from results what files of a minor version of the format do not have.
void drop_newer(sim::Results& results, int minor);

}  // namespace cellcast::output
