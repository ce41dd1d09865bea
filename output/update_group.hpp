#pragma once

#include "output/group_reader.hpp"
#include "sim/engine/results.hpp"

namespace cellcast::output {

/// Writes the group `updated`. Throws h5::Error.
void write_update(hid_t root, const sim::Update& update, const sim::Results& results);

/// Reads it. Throws h5::Error.
sim::Update read_update(hid_t root, bool newer);

}  // namespace cellcast::output
