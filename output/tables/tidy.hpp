#pragma once

#include <ostream>
#include <string>

#include "output/report/selection.hpp"
#include "output/sweep/sweep_reader.hpp"

namespace cellcast::output {

/// A row for each number of each cell, as CSV, with a column for each thing that it may be asked for by:
/// `scenario,variable,DIMENSION,...,year,statistic,probability,value,unit`. The dimensions are those that any of the rows has; statistic is
/// `mean`, `sd`, `min`, `max`, `mean_error`, then `quantile`, `quantile_low` and `quantile_high` at each probability; or `exceedance_X`,
/// the probability of more than X. Throws SelectionError before anything is written.
void write_tidy(std::ostream& out, const std::string& scenario, const sim::Results& results, const Selection& selection = {});

/// The same of each point of a sweep, with `point,AXIS,...` behind the scenario.
void write_tidy(std::ostream& out, const std::string& scenario, const SweepReader& sweep, const Selection& selection = {});

}  // namespace cellcast::output
