#pragma once

#include <atomic>

#include "config/scenario/scenario.hpp"
#include "output/hdf5/hdf5.hpp"
#include "output/result/provenance.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Everything a result file holds, into the root group of an open file; layout in docs/result-format.md. Throws h5::Error;
/// sim::Stopped where `stop` is set before all is written.
void write_contents(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                    const std::atomic<bool>* stop);

}  // namespace cellcast::output
