#pragma once

#include <string>

#include "config/scenario/scenario.hpp"
#include "output/hdf5/hdf5.hpp"
#include "output/result/provenance.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// What was run.
struct Origin {
  const std::string &name, &title;
  const config::Sampling& sampling;
};

/// The root attributes that begin a file, from `Conventions` on: what was run, by which program, how. Throws h5::Error.
void write_origin_attributes(hid_t root, const Origin& origin, const sim::Results& results);

/// The group `provenance`; `sweep_text` is the sweep as read, null in a run's file. Throws h5::Error.
void write_provenance(hid_t root, const Provenance& provenance, const std::string* sweep_text = nullptr);

}  // namespace cellcast::output
