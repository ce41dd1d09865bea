#pragma once

#include <string>

#include "output/report/selection.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::output {

/// A result as a workbook for spreadsheets (Office Open XML): the bytes of an .xlsx file. A sheet each for quantiles (a row for each cell
/// selected), inputs, drivers (where the result has them) and claims (where it has some), with units, headers that stay in sight, and
/// filters. Numbers have 16 digits, as the library writes them. Not-a-number is an empty cell. Throws SelectionError; OutputError where the
/// rows are more than a sheet takes (1,048,575), or where a temporary file could not be written.
std::string workbook(const StoredResult& stored, const Selection& selection = {});

}  // namespace cellcast::output
