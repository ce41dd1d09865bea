#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "output/report/ledger_table.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// The ledgers of scenarios, each of which is run as far as its claims need it. Throws what sim::run throws.
std::vector<output::NamedLedger> examine_claims(const std::vector<config::Scenario>& scenarios, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
