#include "output/report/sweep_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "output/report/table.hpp"

namespace cellcast::output {

namespace {

using Row = std::vector<std::string>;

/// A cell's title and its rows so far.
struct CellTable {
  std::string title;
  std::vector<Row> rows;
};

std::string heading_of(const SweepReader& sweep, const sim::Results& first) {
  const auto attribute = [&](const char* name) {
    const auto found = sweep.attributes().find(name);
    return found == sweep.attributes().end() ? std::string() : found->second;
  };
  return heading(first, {attribute("name"), attribute("title"), attribute("method"), attribute("seed")});
}

Row header(const SweepReader& sweep, const sim::Results& results, const Selection& selection) {
  Row cells{"point"};
  for (const SweepAxis& axis : sweep.axes()) cells.push_back(base::printable(axis.name));
  cells.insert(cells.end(), {"mean", "sd"});
  for (const std::size_t i : shown_probabilities(results.probabilities, selection)) cells.push_back(percentile(results.probabilities[i]));
  return cells;
}

Row row(const SweepReader& sweep, std::size_t point, const sim::Results& results, const std::vector<std::size_t>& shown,
        const SelectedCell& cell) {
  Row cells{std::to_string(point)};
  for (const SweepAxis& axis : sweep.axes()) cells.push_back(base::printable(axis_text(axis, point)));
  const sim::Field& field = *cell.field;
  const double mean = field.mean[cell.cell], sd = field.sd[cell.cell];
  std::vector<double> quantiles;
  double scale = std::fabs(mean);
  for (const std::size_t i : shown) {
    quantiles.push_back(field.quantiles[cell.cell * results.probabilities.size() + i]);
    scale = std::max(scale, std::fabs(quantiles.back()));
  }
  cells.insert(cells.end(), {base::readable(mean, scale, sd), base::readable(sd, sd)});
  for (const double quantile : quantiles) cells.push_back(base::readable(quantile, scale, sd));
  return cells;
}

}  // namespace

std::string sweep_table(const SweepReader& sweep, const Selection& selection) {
  std::vector<CellTable> tables;
  std::string text;
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const sim::Results results = sweep.read(point);
    const std::vector<SelectedCell> cells = select(results, selection);
    if (point == 0) {
      text = heading_of(sweep, results);
      for (const SelectedCell& cell : cells)
        tables.push_back({title(cell) + (cell.unit == "1" ? "" : ", " + base::printable(cell.unit)), {header(sweep, results, selection)}});
    }
    const std::vector<std::size_t> shown = shown_probabilities(results.probabilities, selection);
    for (std::size_t k = 0; k < cells.size(); ++k) tables.at(k).rows.push_back(row(sweep, point, results, shown, cells[k]));
  }
  for (const CellTable& table : tables) {
    const std::vector<base::Align> alignment(table.rows.front().size(), base::Align::right);
    text += (&table == &tables.front() ? "" : "\n") + table.title + "\n" + base::aligned(table.rows, alignment);
  }
  return text;
}

}  // namespace cellcast::output
