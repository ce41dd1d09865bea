#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "output/selection.hpp"
#include "output/sweep_reader.hpp"
#include "sim/engine/results.hpp"

namespace cellcast::output {

/// Every statistic of every cell as CSV (RFC 4180, but lines end in a bare newline): `variable,index,year,statistic,value`.
///
/// index: labels of all axes but the year, joined by dots. statistic: `mean`, `sd`, `min`, `max`, `mean_error`, then `quantiles_P`,
/// `quantiles_low_P`, `quantiles_high_P` for each probability P, and `exceedance_X` for each threshold X. value: the shortest text
/// that reads back to the same bits; empty where there is none (a bound of a quantile that trials are too few for). Histograms and samples
/// are left to the result file. Only one variable where one is named; throws SelectionError where there is none of that name.
void write_csv(std::ostream& out, const sim::Results& results, const std::optional<std::string>& variable = std::nullopt);

/// The same of each point of a sweep, with columns for its number and its place on each axis in front:
/// `point,AXIS,...,variable,index,year,statistic,value`.
void write_csv(std::ostream& out, const SweepReader& sweep, const std::optional<std::string>& variable = std::nullopt);

/// A number of CSV: nothing for not-a-number, which every reader takes for missing.
std::string csv_number(double number);

/// A field of CSV, in quotes where it needs them.
std::string csv_field(const std::string& text);

}  // namespace cellcast::output
