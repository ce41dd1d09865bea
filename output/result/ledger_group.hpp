#pragma once

#include <span>

#include "output/hdf5/columns.hpp"
#include "sim/claims/ledger.hpp"

namespace cellcast::output {

/// Writes `/claims`, see docs/result-format.md; nothing where there are no claims. Throws h5::Error.
void write_ledger(hid_t root, const sim::Ledger& ledger);

/// What each claim and each conflict has in it.
std::span<const NumberColumn<sim::ClaimSummary>> claim_numbers();
std::span<const NumberColumn<sim::ClaimConflict>> conflict_numbers();

/// Empty where the file has no `/claims`. Throws h5::Error where it is not as written.
sim::Ledger read_ledger(hid_t root);

}  // namespace cellcast::output
