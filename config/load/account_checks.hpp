#pragma once

#include "config/diagnostics/report.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::config {

/// The part of cross_check that is about quotas, installation, submarkets, splits, customs and producers.
void check_accounts(const Scenario& scenario, Report& report);

}  // namespace cellcast::config
