#pragma once

#include "config/scenario/scenario.hpp"
#include "tests/properties/complaints.hpp"
#include "tests/properties/kept_trial.hpp"

namespace cellcast::tests {

/// What contradicts docs/model.md in one trial's prices, quotas, submarkets, installation, customs, splits and producers.
void check_accounts(const config::Scenario& scenario, const KeptTrial& trial, Complaints& out);

}  // namespace cellcast::tests
