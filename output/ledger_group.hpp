#pragma once

#include "output/hdf5.hpp"
#include "sim/ledger.hpp"

namespace cellcast::output {

/// Writes `/claims`, see docs/result-format.md; nothing where there are no claims. Throws h5::Error.
void write_ledger(hid_t root, const sim::Ledger& ledger);

/// Empty where the file has no `/claims`. Throws h5::Error where it is not as written.
sim::Ledger read_ledger(hid_t root);

}  // namespace cellcast::output
