#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/claims/ledger.hpp"
#include "sim/model/variables.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {

/// A claim that is a figure of an output.
struct ClaimLink {
  std::size_t claim;  ///< index into Ledger::claims
  VariableId variable;
  std::size_t cell;
  double scale;  ///< of the claim's unit: 100 where it is in per cent, else 1
};

/// The claims of a scenario, tested against each other: in the table, each figure against the first of the same `what`, `scope`, `unit`
/// and `year`, and against what its identities make of others.
Ledger ledger(const std::vector<config::Claim>& claims);

/// Precondition: the scenario has passed sim::check.
std::vector<ClaimLink> claim_links(const config::Scenario& scenario, const Labels& labels);

/// A conflict between a claim and what was expected.
ClaimConflict conflict(std::size_t claim, ClaimTest test, double expected, double difference, double explained, ClaimVerdict verdict,
                       std::string derivation);

}  // namespace cellcast::sim
