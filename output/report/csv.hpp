#pragma once

#include <ostream>
#include <string>

#include "output/report/csv_field.hpp"
#include "output/report/selection.hpp"
#include "output/sweep/sweep_reader.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// A row for each number of each cell, or a row for each cell.
enum class CsvShape { numbers, cells };

/// Statistics of cells as CSV (RFC 4180, but lines end in a bare newline), of all cells or those selected.
///
/// Numbers: `variable,index,year,unit,statistic,value`, where statistic is `mean`, `sd`, `min`, `max`, `mean_error`, then `quantiles_P`,
/// `quantiles_low_P`, `quantiles_high_P` for each probability P, and `exceedance_X` for each threshold X.
/// Cells: `variable,index,year,unit,mean,sd,min,max,mean_error`, then `P5` for each percentile, `P5_low` and `P5_high` for the bounds of
/// each, and `exceedance_X` for each threshold of any variable, empty where it is none of the row's.
/// index: labels of all axes but the year, joined by dots; `total` where there are none. Numbers are the shortest text that reads back to
/// the same bits, or empty where there is none. Histograms and samples are left to the result file. Throws SelectionError before anything
/// is written.
void write_csv(std::ostream& out, const sim::Results& results, const Selection& selection = {}, CsvShape shape = CsvShape::numbers);

/// The same of each point of a sweep, with columns for its number and its place on each axis in front: `point,AXIS,...,variable,...`.
void write_csv(std::ostream& out, const SweepReader& sweep, const Selection& selection = {}, CsvShape shape = CsvShape::numbers);

}  // namespace cellcast::output
