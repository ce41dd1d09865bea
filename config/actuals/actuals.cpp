#include "config/actuals/actuals.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <set>
#include <string_view>
#include <tuple>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/csv.hpp"
#include "config/toml/input_file.hpp"

namespace cellcast::config {
namespace {

enum class Column { variable, index, year, value, sd, relative, basis, factor, published, source };
constexpr std::array<std::string_view, 10> kColumns{"variable", "index",  "year",      "value",  "sd",
                                                    "relative", "basis", "factor", "published", "source"};
constexpr std::array kRequired{Column::variable, Column::year, Column::value};

std::string_view name(Column column) { return kColumns[static_cast<std::size_t>(column)]; }

std::vector<std::string> words(const auto& names) { return {names.begin(), names.end()}; }

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

class ActualsReader {
 public:
  ActualsReader(const std::string& text, Report& report) : csv_(text, report), report_(report) {}

  std::vector<Actual> rows() {
    if (!read_header()) return {};
    std::vector<Actual> all;
    const auto less = [&all](std::size_t a, std::size_t b) { return key(all[a]) < key(all[b]); };
    std::set<std::size_t, decltype(less)> known(less);
    while (!report_.is_full() && csv_.next(record_)) {
      if (all.size() == kMostActuals) {
        report_.error(record_.front().place, "more than " + std::to_string(kMostActuals) + " rows", "", "divide the file, and score its parts");
        break;
      }
      if (record_.size() != columns_.size()) {
        complain_of_length();
        continue;
      }
      all.push_back(read_row());
      const auto [first, is_new] = known.insert(all.size() - 1);
      if (is_new) continue;
      report_.error(all.back().place, "this row stands in the file twice", "the other is line " + std::to_string(all[*first].place.line),
                    "remove one; of several figures for one number the first counts");
    }
    return all;
  }

 private:
  static std::tuple<const std::string&, const std::string&, int, double, double, bool, int, double, const std::string&, const std::string&> key(
      const Actual& a) {
    return {a.variable, a.index, a.year,   a.value,     a.sd, a.relative, a.basis ? static_cast<int>(*a.basis) : -1, a.factor.value_or(1),
            a.published, a.source};
  }

  /// What each field of a row is; false where the file has no such header.
  bool read_header() {
    if (!csv_.next(record_)) {
      report_.error({0, 1, 1}, "no header", "the file is empty", "begin with a line of column names: " + header());
      return false;
    }
    if (record_.size() == 1 && record_[0].text.find_first_of(";\t") != std::string::npos) {
      report_.error(record_[0].place, "columns are not divided by commas", "", "save it as comma-separated values: " + header());
      return false;
    }
    if (std::ranges::none_of(record_, [](const CsvField& field) { return std::ranges::find(kColumns, field.text) != kColumns.end(); })) {
      report_.error(record_[0].place, "this line is no header of actuals", "it has none of the columns", "begin with " + header());
      return false;
    }
    const std::size_t before = report_.count();
    for (const CsvField& field : record_) {
      const auto found = std::ranges::find(kColumns, field.text);
      if (found == kColumns.end()) {
        const std::string meant = base::did_you_mean(field.text, words(kColumns));
        report_.error(field.place, "unknown column " + ticked(field.text), "", meant.empty() ? "the columns are " + header() : meant);
        columns_.push_back(Column::source);  // whose place is not asked for
        continue;
      }
      const auto column = static_cast<Column>(found - kColumns.begin());
      if (std::ranges::find(columns_, column) != columns_.end())
        report_.error(field.place, "the column " + ticked(field.text) + " stands in the header twice", "", "remove one");
      columns_.push_back(column);
    }
    for (const Column column : kRequired)
      if (std::ranges::find(columns_, column) == columns_.end())
        report_.error(record_[0].place, "the column " + ticked(name(column)) + " is missing", "", "the columns are " + header());
    return report_.count() == before;
  }

  static std::string header() {
    std::string text;
    for (const std::string_view column : kColumns) text += (text.empty() ? "" : ",") + std::string(column);
    return text;
  }

  void complain_of_length() {
    const bool is_short = record_.size() < columns_.size();
    report_.error(is_short ? record_.back().place : record_[columns_.size()].place,
                  "this line has " + std::to_string(record_.size()) + (record_.size() == 1 ? " field" : " fields"),
                  "the header has " + std::to_string(columns_.size()),
                  is_short ? "add what is missing, empty where it is not known" : "put a field that holds a comma into quotes");
  }

  const CsvField* find(Column column) const {
    const auto found = std::ranges::find(columns_, column);
    return found == columns_.end() ? nullptr : &record_[static_cast<std::size_t>(found - columns_.begin())];
  }
  std::string text(Column column) const {
    const CsvField* field = find(column);
    return field == nullptr ? "" : field->text;
  }
  Place place(Column column) const {
    const CsvField* field = find(column);
    return field == nullptr ? record_.front().place : field->place;
  }
  void wrong(Column column, const std::string& why, const std::string& suggestion) {
    const std::string found = text(column);
    report_.error(place(column), ticked(name(column)) + (found.empty() ? " is empty" : " is \"" + found + "\""), why, suggestion);
  }

  /// Nothing where the field is empty or, after a complaint, no number.
  std::optional<double> number(Column column, const std::string& what) {
    const std::string found = text(column);
    if (found.empty()) return std::nullopt;
    const auto value = csv_number(found);
    if (!value) wrong(column, what, "write digits with a point, such as 1240 or 0.05");
    return value;
  }

  Actual read_row() {
    Actual row;
    row.place = record_.front().place;
    row.variable_place = place(Column::variable);
    row.index_place = place(Column::index);
    row.year_place = place(Column::year);
    row.basis_place = place(Column::basis);
    row.variable = text(Column::variable);
    row.index = text(Column::index);
    row.published = text(Column::published);
    row.source = text(Column::source);
    read_year(row);
    read_value(row);
    read_basis(row);
    check_size(row);
    return row;
  }

  void read_year(Actual& row) {
    const Interval range = find_key("horizon.base_year")->range;
    const auto year = csv_number(text(Column::year));
    if (!year || *year != std::floor(*year))
      wrong(Column::year, "a year is a whole number", "write it as 2025");
    else if (*year < range.low || *year > range.high)
      wrong(Column::year, "no scenario has such a year; allowed are " + base::shortest(range.low) + " to " + base::shortest(range.high), "");
    else
      row.year = static_cast<int>(*year);
  }

  void read_value(Actual& row) {
    if (text(Column::value).empty()) wrong(Column::value, "", "write the figure, or remove the row");
    const auto value = number(Column::value, "it is a number in the variable's unit");
    row.value = value.value_or(1);
    row.sd = number(Column::sd, "it is a number, the standard deviation of the figure's error").value_or(0);
    if (row.sd < 0) wrong(Column::sd, "a standard deviation is not below 0", "leave it empty where the figure is exact");
    const std::string relative = text(Column::relative);
    if (!relative.empty() && relative != "true" && relative != "false") wrong(Column::relative, "it may be true, false or empty", "");
    row.relative = relative == "true";
    if (row.relative && row.value <= 0)
      wrong(Column::value, "with `relative` the error is normal on the logarithm, which it has not", "write a value above 0, or relative false");
  }

  void read_basis(Actual& row) {
    const std::string basis = text(Column::basis);
    row.basis = find_basis(basis);
    if (!basis.empty() && !row.basis)
      wrong(Column::basis, "it may be " + base::listed(words(kBasisWords)) + ", or empty for the variable's own",
            base::did_you_mean(basis, words(kBasisWords)));
    row.factor = number(Column::factor, "it is a number that leads from the figure to the variable's basis");
    if (row.factor && !(*row.factor > 0)) wrong(Column::factor, "it is above 0", "leave it empty for 1");
  }

  /// Errors that many standard deviations are added of, and their ratios to the figures.
  void check_size(const Actual& row) {
    constexpr double kMost = 1e300;
    const double figure = std::fabs(row.on_basis()), sd = row.sd_on_basis();
    if (!std::isfinite(figure))
      wrong(Column::value, "times its factor it is too large for a number", "a mistake in `factor`?");
    else if (sd > kMost || (figure > 0 && sd > kMost * figure))
      wrong(Column::sd, "it is too large to be computed with", "a mistake in its unit?");
  }

  CsvReader csv_;
  Report& report_;
  std::vector<CsvField> record_;
  std::vector<Column> columns_;  ///< [field]
};

}  // namespace

LoadedActuals read_actuals(Source text) {
  LoadedActuals out;
  out.actuals.source = std::move(text);
  Report report;
  if (is_csv(out.actuals.source.text, report)) out.actuals.rows = ActualsReader(out.actuals.source.text, report).rows();
  out.diagnostics = std::move(report.diagnostics());
  sort(out.diagnostics);
  return out;
}

LoadedActuals load_actuals(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) throw InputError(path, "is a directory, not a file of actuals");
  return read_actuals({path, read_input(path)});
}

}  // namespace cellcast::config
