#include "output/tables/workbook.hpp"

#include <unistd.h>
#include <xlsxwriter.h>  // here alone

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <variant>

#include "base/text.hpp"
#include "output/files/partial_file.hpp"
#include "output/report/percentiles.hpp"
#include "output/result/statistics.hpp"
#include "output/tables/dimensions.hpp"

namespace cellcast::output {
namespace {

constexpr std::size_t kMostRows = 1'048'575, kLongestText = 32'767;  // of a sheet, below its header; of a cell

[[noreturn]] void cannot_write(const std::string& why) {
  throw OutputError(OutputError::Kind::io,
                    "cannot make a workbook (" + why + ") a temporary file is written to the folder that TMPDIR names");
}

/// A name for a temporary file, which is removed at the end.
class TemporaryName {
 public:
  TemporaryName() {
    std::error_code error;
    path_ = (std::filesystem::temp_directory_path(error) / "cellcast-XXXXXX").string();
    const int descriptor = error ? -1 : ::mkstemp(path_.data());
    if (descriptor < 0) cannot_write("no temporary file can be made");
    ::close(descriptor);
  }
  ~TemporaryName() { ::unlink(path_.c_str()); }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

using Value = std::variant<std::string, double>;

/// A year, or an empty cell where there is none.
Value year_value(int year) { return year == 0 ? Value(std::string()) : Value(static_cast<double>(year)); }

/// A sheet that grows row by row below its header.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const char* name, const std::vector<std::string>& header, lxw_format* bold)
      : sheet_(workbook_add_worksheet(book, name)), columns_(header.size()), name_(name) {
    if (sheet_ == nullptr) cannot_write("out of memory");
    for (std::size_t column = 0; column < header.size(); ++column) {
      put(0, column, header[column], bold);
      worksheet_set_column(sheet_, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                           std::max(10.0, 2.0 + static_cast<double>(header[column].size())), nullptr);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }

  void add(const std::vector<Value>& row) {
    if (rows_ == kMostRows)
      throw OutputError(OutputError::Kind::data,
                        "a sheet of a workbook takes 1,048,575 rows, and there are more of " + name_ + ": select fewer variables");
    ++rows_;
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (const double* number = std::get_if<double>(&row[column])) {
        if (std::isfinite(*number))
          worksheet_write_number(sheet_, static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(column), *number, nullptr);
      } else {
        put(rows_, column, std::get<std::string>(row[column]), nullptr);
      }
    }
  }

  void finish() {
    if (columns_ > 0) worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(columns_ - 1));
  }

 private:
  /// As text whatever it begins with: never a formula.
  void put(std::size_t row, std::size_t column, const std::string& text, lxw_format* format) {
    if (text.empty()) return;
    worksheet_write_string(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), fitted(text).c_str(), format);
  }

  /// As much as a cell takes, cut between two characters.
  static std::string fitted(const std::string& text) {
    if (text.size() <= kLongestText) return text;
    const auto is_inside_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
    std::size_t end = kLongestText - 3;
    while (is_inside_character(text[end])) --end;
    return text.substr(0, end) + "...";
  }

  lxw_worksheet* sheet_;
  std::size_t columns_, rows_ = 0;
  std::string name_;
};

void add_quantiles(lxw_workbook* book, lxw_format* bold, const sim::Results& results, const Selection& selection) {
  const std::vector<SelectedCell> cells = select_all(results, selection);
  const std::vector<sim::Axis> dimensions = dimensions_of(cells);
  const std::vector<std::size_t> kept = kept_probabilities(results.probabilities, selection);
  std::vector<std::string> header{"variable"};
  for (const sim::Axis axis : dimensions) header.emplace_back(sim::name(axis));
  for (const char* name : {"year", "unit", "mean", "sd", "min", "max", "mean_error"}) header.emplace_back(name);
  for (const std::size_t i : kept) header.push_back(percentile(results.probabilities[i]));
  Sheet sheet(book, "quantiles", header, bold);
  for (const SelectedCell& cell : cells) {
    std::vector<Value> row{cell.variable->name};
    for (std::string& label : labels_of(results.labels, cell, dimensions)) row.emplace_back(std::move(label));
    row.push_back(year_value(cell.year));
    row.emplace_back(cell.unit);
    for (const sim::Statistic& statistic : sim::kCellStatistics) row.emplace_back(value_at(*cell.field, statistic, cell.cell));
    for (const std::size_t i : kept) row.emplace_back(cell.field->quantiles.at(cell.cell * results.probabilities.size() + i));
    sheet.add(row);
  }
  sheet.finish();
}

void add_inputs(lxw_workbook* book, lxw_format* bold, const sim::Results& results) {
  std::vector<std::string> header{"input", "distribution", "unit", "mean", "sd"};
  for (const double probability : results.probabilities) header.push_back(percentile(probability));
  Sheet sheet(book, "inputs", header, bold);
  for (const sim::InputSummary& input : results.inputs) {
    std::vector<Value> row{input.name, input.distribution, input.unit, input.mean, input.sd};
    for (const double quantile : input.quantiles) row.emplace_back(quantile);
    sheet.add(row);
  }
  sheet.finish();
}

void add_drivers(lxw_workbook* book, lxw_format* bold, const sim::Sensitivity& sensitivity) {
  Sheet sheet(
      book, "drivers",
      {"variable", "index", "year", "input", "first_order", "first_order_low", "first_order_high", "spearman", "mean_low", "mean_high"},
      bold);
  const sim::GivenDataIndices& all = sensitivity.given_data;
  const std::size_t factors = all.factors.size();
  for (std::size_t at = 0; at < sensitivity.fields.size(); ++at) {
    const sim::Variable& variable = sensitivity.labels.variable(sensitivity.fields[at].id);
    const std::vector<sim::CellName> names = sim::cell_names(sensitivity.labels, variable);
    for (std::size_t cell = 0; cell < sensitivity.fields[at].cells; ++cell)
      for (std::size_t factor = 0; factor < factors; ++factor) {
        const std::size_t i = cell * factors + factor;
        sheet.add({variable.name, names[cell].index, year_value(names[cell].year), all.factors[factor], all.first_order[at][i],
                   all.first_order_low[at][i], all.first_order_high[at][i], all.spearman[at][i], all.mean_low[at][i],
                   all.mean_high[at][i]});
      }
  }
  sheet.finish();
}

void add_claims(lxw_workbook* book, lxw_format* bold, const sim::Ledger& ledger) {
  Sheet sheet(book, "claims",
              {"claim", "what", "scope", "year", "value", "tolerance", "unit", "variable", "index", "central", "percentile",
               "conflicts with", "source"},
              bold);
  for (std::size_t at = 0; at < ledger.claims.size(); ++at) {
    const sim::ClaimSummary& claim = ledger.claims[at];
    std::string conflicts;
    for (const sim::ClaimConflict& conflict : ledger.conflicts)
      if (conflict.claim == at)
        conflicts += (conflicts.empty() ? "" : "; ") + sim::name(conflict.test) + " " + conflict.derivation + " = " +
                     base::shortest(conflict.expected);
    sheet.add({claim.name, claim.what, claim.scope, year_value(claim.year), claim.value, claim.tolerance, claim.unit, claim.variable,
               claim.index, claim.central, claim.percentile, conflicts, claim.source});
  }
  sheet.finish();
}

}  // namespace

std::string workbook(const StoredResult& stored, const Selection& selection) {
  const TemporaryName file;
  const sim::Results& results = stored.results;
  (void)select_all(results, selection);  // throws before there is anything to free
  const std::string folder = std::filesystem::path(file.path()).parent_path().string();
  lxw_workbook_options options{};
  options.tmpdir = const_cast<char*>(folder.c_str());
  lxw_workbook* book = workbook_new_opt(file.path().c_str(), &options);
  if (book == nullptr) cannot_write("out of memory");
  try {
    lxw_doc_properties properties{};
    properties.created = 946'684'800;  // the same bytes for the same result: the first day of 2000
    workbook_set_properties(book, &properties);
    lxw_format* bold = workbook_add_format(book);
    format_set_bold(bold);
    add_quantiles(book, bold, results, selection);
    add_inputs(book, bold, results);
    if (results.sensitivity) add_drivers(book, bold, *results.sensitivity);
    if (!results.ledger.claims.empty()) add_claims(book, bold, results.ledger);
  } catch (...) {
    lxw_workbook_free(book);
    throw;
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) cannot_write(lxw_strerror(error));
  std::ifstream written(file.path(), std::ios::binary);
  std::ostringstream bytes;
  bytes << written.rdbuf();
  if (!written || !bytes) cannot_write("it cannot be read back");
  return bytes.str();
}

}  // namespace cellcast::output
