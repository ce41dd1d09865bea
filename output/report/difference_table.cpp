#include "output/report/difference_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "output/report/table.hpp"

namespace cellcast::output {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t kShownChanges = 8;

const sim::Difference& of(const sim::Results& results) { return *results.difference; }

std::size_t number_of(const sim::Difference& difference, const SelectedCell& cell) {
  return static_cast<std::size_t>(cell.field - difference.fields.data());
}

/// Among the cells of all fields.
std::size_t place(const sim::Difference& difference, const SelectedCell& cell) {
  std::size_t before = 0;
  for (const sim::Field* field = difference.fields.data(); field != cell.field; ++field) before += field->cells;
  return before + cell.cell;
}

std::span<const double> quantiles(const SelectedCell& cell, std::size_t count) {
  return std::span(cell.field->quantiles).subspan(cell.cell * count, count);
}

/// P5, P50, P95, as far as they are known.
std::vector<std::size_t> shown(const std::vector<double>& probabilities) {
  std::vector<std::size_t> indices;
  for (const double usual : {0.05, 0.5, 0.95}) {
    const auto found = std::ranges::find(probabilities, usual);
    if (found != probabilities.end()) indices.push_back(static_cast<std::size_t>(found - probabilities.begin()));
  }
  return indices;
}

/// `97.3 %`; what is not quite all or nothing does not look like it.
std::string percent(double share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return base::readable(100 * share, 100) + " %";
}

std::string times(double factor) { return std::isfinite(factor) ? "/ " + base::readable(factor, factor) : "no variance"; }

std::vector<std::string> row(const sim::Results& results, const SelectedCell& cell) {
  const sim::Difference& difference = of(results);
  const sim::Field& field = *cell.field;
  const double mean = field.mean[cell.cell], sd = field.sd[cell.cell];
  const auto values = quantiles(cell, results.probabilities.size());
  double scale = std::fabs(mean);
  for (const std::size_t q : shown(results.probabilities)) scale = std::max(scale, std::fabs(values[q]));
  std::vector<std::string> cells = leading_cells(cell, scale);
  for (const std::size_t q : shown(results.probabilities)) cells.push_back(base::readable(values[q], scale, sd));
  cells.push_back(percent(field.exceedance[cell.cell]));
  cells.push_back(times(difference.variance_reduction[number_of(difference, cell)][cell.cell]));
  return cells;
}

std::string differences(const sim::Results& results, const std::vector<SelectedCell>& cells) {
  Rows rows{{"variable", "index", "year", "unit", "mean", "sd"}};
  for (const std::size_t q : shown(results.probabilities)) rows.front().push_back(percentile(results.probabilities[q]));
  rows.front().insert(rows.front().end(), {"P(> 0)", "variance"});
  for (const SelectedCell& cell : cells) rows.push_back(row(results, cell));
  std::vector<base::Align> alignment(rows.front().size(), base::Align::right);
  alignment[0] = alignment[1] = alignment[3] = base::Align::left;
  return base::aligned(rows, alignment);
}

std::string shortened(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  constexpr std::size_t kMost = 60;
  return text.empty() ? "none" : text.size() > kMost ? text.substr(0, kMost) + "..." : text;
}

/// The changes that move a cell's median most, and all others together.
std::string attribution(const sim::Difference& difference, const SelectedCell& cell) {
  const std::size_t at = place(difference, cell);
  std::vector<const sim::AttributedChange*> changes;
  double rest = 0, total = 0;
  for (const sim::AttributedChange& change : difference.changes) {
    total += change.shift[at];
    change.path.empty() ? rest += change.shift[at] : (changes.push_back(&change), 0.0);
  }
  if (total == 0 && rest == 0) return {};
  std::ranges::stable_sort(changes, std::greater(), [&](const sim::AttributedChange* change) { return std::fabs(change->shift[at]); });
  for (; changes.size() > kShownChanges; changes.pop_back()) rest += changes.back()->shift[at];
  Rows rows;
  const auto add = [&](double shift, const std::string& what) { rows.push_back({base::readable(shift, total), what}); };
  for (const sim::AttributedChange* change : changes) {
    if (change->shift[at] != 0)
      add(change->shift[at],
          base::printable(change->path) + ": " + base::printable(shortened(change->base)) + " -> " + base::printable(shortened(change->later)));
  }
  add(rest, "together, and the rest");
  return "\nThe median of " + title(cell) + " moves by " + base::readable(total, total) + (cell.unit == "1" ? "" : " " + base::printable(cell.unit)) +
         ":\n" + base::aligned(rows, {base::Align::right, base::Align::left});
}

std::string json_cell(const sim::Results& results, const SelectedCell& cell) {
  const sim::Difference& difference = of(results);
  const sim::Field& field = *cell.field;
  std::string text = R"({"variable": )" + base::json_text(cell.variable->name) + R"(, "index": )" + base::json_text(cell.index) +
                     R"(, "year": )" + json_year(cell.year) + R"(, "unit": )" + base::json_text(cell.unit);
  const auto number = [&](const char* name, double value) { text += ", \"" + std::string(name) + "\": " + base::json_number(value); };
  number("mean", field.mean[cell.cell]);
  number("sd", field.sd[cell.cell]);
  number("min", field.min[cell.cell]);
  number("max", field.max[cell.cell]);
  number("mean_error", field.mean_error[cell.cell]);
  text += R"(, "quantiles": )" + base::json_numbers(quantiles(cell, results.probabilities.size()));
  number("probability_above_zero", field.exceedance[cell.cell]);
  number("variance_reduction", difference.variance_reduction[number_of(difference, cell)][cell.cell]);
  std::vector<double> shifts;
  for (const sim::AttributedChange& change : difference.changes) shifts.push_back(change.shift[place(difference, cell)]);
  return text + R"(, "median_shifts": )" + base::json_numbers(shifts) + "}";
}

std::string json_changes(const sim::Difference& difference) {
  std::string text;
  for (const sim::AttributedChange& change : difference.changes) {
    text += (text.empty() ? "\n  " : ",\n  ") + std::string(R"({"path": )") + base::json_text(change.path) + R"(, "base": )" +
            base::json_text(change.base) + R"(, "later": )" + base::json_text(change.later) + "}";
  }
  return "[" + text + "]";
}

}  // namespace

std::string difference_table(const sim::Results& results, const std::string& name, const Selection& selection) {
  const sim::Difference& difference = of(results);
  const std::vector<SelectedCell> cells = select(difference.labels, difference.fields, selection);
  std::string text = base::printable(name) + " minus " + base::printable(difference.base) + ", " + std::to_string(results.trials) +
                     (results.trials == 1 ? " trial" : " trials") + "\npaired: yes, " + std::to_string(difference.shared_inputs) +
                     " shared inputs\n\n" + differences(results, cells);
  // Where the median's shift comes from: of what was asked for in its last year, or of totals.
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const bool is_last = k + 1 == cells.size() || cells[k + 1].field != cells[k].field || cells[k + 1].index != cells[k].index;
    if (is_last && (selection.variable.is_given() || selection.index.is_given() || cells[k].index.empty()))
      text += attribution(difference, cells[k]);
  }
  return text;
}

std::string difference_json(const sim::Results& results, const std::string& name, const Selection& selection) {
  const sim::Difference& difference = of(results);
  std::string rows;
  for (const SelectedCell& cell : select(difference.labels, difference.fields, selection))
    rows += (rows.empty() ? "\n  " : ",\n  ") + json_cell(results, cell);
  return R"({"name": )" + base::json_text(name) + R"(, "base": )" + base::json_text(difference.base) + R"(, "paired": true, "shared_inputs": )" +
         std::to_string(difference.shared_inputs) + R"(, "trials": )" + std::to_string(results.trials) + R"(, "probabilities": )" +
         base::json_numbers(results.probabilities) + ",\n \"changes\": " + json_changes(difference) + ",\n \"cells\": [" + rows + "]}";
}

}  // namespace cellcast::output
