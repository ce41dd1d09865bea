#pragma once

#include "config/scenario/scenario.hpp"
#include "sim/model/model.hpp"
#include "sim/plan/row_table.hpp"

namespace cellcast::sim {

/// The scenario as the equations see it. All its inputs must have been added to `rows`.
Model model_rows(const config::Scenario& scenario, RowTable& rows);

/// What the accounts read: submarkets, splits, customs, producers.
void account_rows(const config::Scenario& scenario, RowTable& rows, Model& model);

}  // namespace cellcast::sim
