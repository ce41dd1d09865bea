#include "output/report/table.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "output/report/sparkline.hpp"
#include "output/result/statistics.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kSparklineColumns = 16;

/// The part of a [cell][length] array that belongs to one cell.
template <class Number>
std::span<const Number> part(const std::vector<Number>& values, std::size_t cell, std::size_t length) {
  return std::span(values).subspan(cell * length, length);
}

std::vector<std::string> header(const sim::Results& results, const std::vector<std::size_t>& shown) {
  std::vector<std::string> cells{"variable", "index", "year", "unit", "mean", "sd"};
  for (const std::size_t i : shown) cells.push_back(percentile(results.probabilities[i]));
  const bool none = results.probabilities.empty();
  cells.push_back((none ? "min" : percentile(results.probabilities.front())) + " to " +
                  (none ? "max" : percentile(results.probabilities.back())));
  return cells;
}

std::string shape_of(const sim::Results& results, const SelectedCell& cell) {
  const sim::Field& field = *cell.field;
  const auto quantiles = part(field.quantiles, cell.cell, results.probabilities.size());
  return sparkline(part(field.histogram, cell.cell, sim::kHistogramBins), part(field.histogram_edges, cell.cell, sim::kHistogramBins + 1),
                   quantiles.empty() ? field.min[cell.cell] : quantiles.front(),
                   quantiles.empty() ? field.max[cell.cell] : quantiles.back(), kSparklineColumns);
}

std::vector<std::string> row(const sim::Results& results, const std::vector<std::size_t>& shown, const SelectedCell& cell, const CellNames& names) {
  const sim::Field& field = *cell.field;
  const auto quantiles = part(field.quantiles, cell.cell, results.probabilities.size());
  const double mean = field.mean[cell.cell], sd = field.sd[cell.cell];
  std::vector<double> numbers;
  double scale = std::fabs(mean);
  for (const std::size_t i : shown) {
    numbers.push_back(quantiles[i]);
    scale = std::max(scale, std::fabs(quantiles[i]));
  }

  std::vector<std::string> cells = leading_cells(cell, scale);
  if (names.output) cells[0] = base::printable(names.output(*cell.variable));
  if (names.index) cells[1] = base::printable(names.index(cell.index));
  for (const double number : numbers) cells.push_back(base::readable(number, scale, sd));
  cells.push_back(shape_of(results, cell));
  return cells;
}

/// The shown quantiles that trials are too few to bound on both sides, `–` for the end that there is not; empty where there are none.
std::string unbounded(const sim::Results& results, const std::vector<std::size_t>& shown, const std::vector<SelectedCell>& selected) {
  constexpr std::size_t kMost = 12;  // rows: what they have in common is seen by then
  std::vector<std::vector<std::string>> rows{{"variable", "index", "year", "quantile", "value", "at least", "at most"}};
  std::size_t count = 0;
  for (const SelectedCell& cell : selected) {
    const sim::Field& field = *cell.field;
    for (const std::size_t i : shown) {
      const std::size_t place = cell.cell * results.probabilities.size() + i;
      const double low = field.quantiles_low[place], high = field.quantiles_high[place], value = field.quantiles[place];
      if (!std::isnan(low) && !std::isnan(high)) continue;
      if (++count > kMost) continue;
      const double scale = std::max(std::fabs(field.mean[cell.cell]), std::fabs(value)), sd = field.sd[cell.cell];
      rows.push_back({cell.variable->name, base::printable(cell.index), sim::year_text(cell.year),
                      percentile(results.probabilities[i]), base::readable(value, scale, sd), base::readable(low, scale, sd),
                      base::readable(high, scale, sd)});
    }
  }
  if (count == 0) return "";
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  alignment[0] = alignment[1] = base::Align::left;
  return "\n95 % bounds of quantiles, – where the trials are too few for one:\n" + base::aligned(rows, alignment) +
         (count > kMost ? "and " + std::to_string(count - kMost) + " more\n" : "");
}

std::string json_histogram(const SelectedCell& cell) {
  std::string counts;
  for (const std::int64_t count : part(cell.field->histogram, cell.cell, sim::kHistogramBins))
    counts += (counts.empty() ? "" : ", ") + std::to_string(count);
  return R"({"edges": )" + base::json_numbers(part(cell.field->histogram_edges, cell.cell, sim::kHistogramBins + 1)) + R"(, "counts": [)" +
         counts + "]}";
}

std::vector<double> at(std::span<const double> values, const std::vector<std::size_t>& places) {
  std::vector<double> picked;
  for (const std::size_t i : places) picked.push_back(values[i]);
  return picked;
}

std::string json_cell(const sim::Results& results, const std::vector<std::size_t>& kept, const SelectedCell& cell) {
  const sim::Field& field = *cell.field;
  const sim::Variable& variable = *cell.variable;
  const std::size_t quantiles = results.probabilities.size(), thresholds = field.thresholds.size();
  std::string text = R"({"variable": )" + base::json_text(variable.name) + R"(, "index": )" + base::json_text(cell.index) + R"(, "year": )" +
                     json_year(cell.year) + R"(, "unit": )" + base::json_text(cell.unit) + R"(, "long_name": )" +
                     base::json_text(variable.long_name);
  const auto numbers = [&](const char* name, std::span<const double> values) {
    text += ", \"" + std::string(name) + "\": " + base::json_numbers(values);
  };
  for (const Statistic& statistic : sim::kCellStatistics)
    text += ", \"" + std::string(statistic.name) + "\": " + base::json_number(value_at(field, statistic, cell.cell));
  for (const Statistic& statistic : sim::kQuantileStatistics)
    if (!(field.*statistic.values).empty()) numbers(statistic.name, at(part(field.*statistic.values, cell.cell, quantiles), kept));
  numbers("thresholds", field.thresholds);
  numbers("exceedance", part(field.exceedance, cell.cell, thresholds));
  return text + R"(, "histogram": )" + json_histogram(cell) + "}";
}

}  // namespace

std::string heading(const sim::Results& results, const RunLabel& label) {
  std::string text = base::printable(label.name);
  if (!label.title.empty()) text += (text.empty() ? "" : ": ") + base::printable(label.title);
  if (!text.empty()) text += '\n';
  text += std::to_string(results.trials) + (results.trials == 1 ? " trial" : " trials");
  if (!label.method.empty()) text += ", " + base::printable(label.method);
  if (!label.seed.empty()) text += ", seed " + base::printable(label.seed);
  return text + "\n\n";
}

std::vector<std::string> leading_cells(const SelectedCell& cell, double scale) {
  const double mean = cell.field->mean[cell.cell], sd = cell.field->sd[cell.cell];
  return {cell.variable->name,
          base::printable(cell.index),
          sim::year_text(cell.year),
          base::printable(cell.unit),
          base::readable(mean, scale, sd),
          base::readable(sd, sd)};
}

std::string table(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const std::vector<std::size_t> shown = shown_probabilities(results.probabilities, selection);
  std::vector<std::vector<std::string>> rows{header(results, shown)};
  const std::vector<SelectedCell> cells = select(results, selection);
  for (const SelectedCell& cell : cells) rows.push_back(row(results, shown, cell, label.names));
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  alignment[0] = alignment[1] = alignment[3] = alignment.back() = base::Align::left;
  return heading(results, label) + base::aligned(rows, alignment) + unbounded(results, shown, cells);
}

std::string table_json(const sim::Results& results, const RunLabel& label, const Selection& selection) {
  const std::vector<std::size_t> kept = kept_probabilities(results.probabilities, selection);
  std::string rows;
  for (const SelectedCell& cell : select(results, selection)) rows += (rows.empty() ? "\n  " : ",\n  ") + json_cell(results, kept, cell);
  return R"({"schema": "cellcast-show-1", "name": )" + base::json_text(label.name) + R"(, "title": )" + base::json_text(label.title) +
         R"(, "method": )" + base::json_text(label.method) + R"(, "seed": )" + base::json_text(label.seed) + R"(, "trials": )" +
         std::to_string(results.trials) + R"(, "probabilities": )" + base::json_numbers(at(results.probabilities, kept)) + ",\n \"cells\": [" +
         rows + "]}\n";
}

}  // namespace cellcast::output
