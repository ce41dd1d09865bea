#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/claims/ledger.hpp"

namespace cellcast::output {

/// The ledger of one scenario or result, and what it is called.
struct NamedLedger {
  std::string name, title;
  std::uint64_t trials = 0;  ///< that percentiles are of
  sim::Ledger ledger;
};

/// The claims and their conflicts in aligned columns for a terminal (UTF-8), with a heading.
std::string ledger_table(const NamedLedger& named);

/// The same of several ledgers, as one JSON object with "schema": "cellcast-claims-1".
std::string ledger_json(const std::vector<NamedLedger>& ledgers);

}  // namespace cellcast::output
