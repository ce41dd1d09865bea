#include "output/report/sensitivity_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "output/result/sensitivity_indices.hpp"

namespace cellcast::output {

namespace {

constexpr double kBarColumns = 20;

/// The numbers of one output, [factor].
std::span<const double> of(const sim::Sensitivity& sensitivity, const sim::FactorNumbers& table, const SelectedCell& cell,
                           std::size_t factors) {
  const auto field = static_cast<std::size_t>(cell.field - sensitivity.fields.data());
  return std::span(table[field]).subspan(cell.cell * factors, factors);
}

/// A share as a bar, in eighths of a column; what is no number has none.
std::string bar(double share) {
  static const char* const kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(std::lround(8 * kBarColumns * (share > 0 ? std::min(share, 1.0) : 0)));
  std::string text;
  for (std::size_t k = 0; k < eighths / 8; ++k) text += "█";
  return text + kEighths[eighths % 8];
}

std::string bare_percent(double share) { return base::readable(100 * share, std::max(1.0, 100 * share), 0.5); }

/// Largest first; those that are not known last.
std::vector<std::size_t> ranked(std::span<const double> shares) {
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t k) { return std::isnan(shares[k]) ? -1 : shares[k]; });
  return order;
}

/// The inputs whose share is not known, as a line; nothing where all are.
std::string unknown(std::span<const double> shares, std::uint64_t trials, const char* what) {
  const auto count = std::ranges::count_if(shares, [](double share) { return std::isnan(share); });
  if (count == 0) return "";
  const std::string who = static_cast<std::size_t>(count) == shares.size() ? "any input" : std::to_string(count) + " inputs";
  return "too few of the " + std::to_string(trials) + " " + what + " carry its variance to tell the share of " + who +
         " (more with `sensitivity.trials`)\n";
}

/// A group whose members go different ways has neither a sign nor ends.
std::string or_dash(double number, double scale, double spread = 0) { return std::isnan(number) ? "–" : base::readable(number, scale, spread); }

std::string cell_heading(const SelectedCell& cell) { return title(cell) + (cell.unit == "1" ? "" : ", " + base::printable(cell.unit)); }

std::string drivers(const sim::Sensitivity& s, const SelectedCell& cell, std::size_t top) {
  const std::size_t factors = s.given_data.factors.size();
  const auto numbers = [&](const sim::FactorNumbers& table) { return of(s, table, cell, factors); };
  const auto shares = numbers(s.given_data.first_order), low = numbers(s.given_data.first_order_low),
             high = numbers(s.given_data.first_order_high);
  const auto spearman = numbers(s.given_data.spearman), mean_low = numbers(s.given_data.mean_low),
             mean_high = numbers(s.given_data.mean_high);
  std::vector<std::vector<std::string>> rows{{"input", "% of variance", "95 %", "", "rank corr.", "lowest 10 %", "highest 10 %"}};
  const std::string note = unknown(shares, s.trials, "trials");
  for (const std::size_t k : ranked(shares)) {
    if (rows.size() > top) break;
    if (!(low[k] > 0)) continue;  // what cannot be told from nothing is left out
    const double scale = std::max(std::fabs(mean_low[k]), std::fabs(mean_high[k])), apart = std::fabs(mean_high[k] - mean_low[k]);
    rows.push_back({base::printable(s.given_data.factors[k]), bare_percent(shares[k]), bare_percent(low[k]) + " to " + bare_percent(high[k]), bar(shares[k]),
                    or_dash(spearman[k], 1), or_dash(mean_low[k], scale, apart), or_dash(mean_high[k], scale, apart)});
  }
  if (rows.size() == 1)
    return cell_heading(cell) + ": " + (note.empty() ? "no input explains enough of its variance to be told from chance\n" : note);
  return cell_heading(cell) + "\n" +
         base::aligned(rows, {base::Align::left, base::Align::right, base::Align::right, base::Align::left, base::Align::right, base::Align::right, base::Align::right}) + note;
}

std::string design(const sim::Sensitivity& s, const SelectedCell& cell, std::size_t top) {
  const sim::DesignIndices& d = *s.design;
  const std::size_t factors = d.factors.size();
  const auto numbers = [&](const sim::FactorNumbers& table) { return of(s, table, cell, factors); };
  const auto total = numbers(d.total), low = numbers(d.total_low), high = numbers(d.total_high);
  const auto first = numbers(d.first_order), first_low = numbers(d.first_order_low), first_high = numbers(d.first_order_high);
  std::vector<std::vector<std::string>> rows{{"by design", "first order %", "95 %", "total %", "95 %", ""}};
  for (const std::size_t k : ranked(total)) {
    if (rows.size() > top) break;
    if (!(low[k] > 0)) continue;
    rows.push_back({base::printable(d.factors[k]), bare_percent(first[k]), bare_percent(first_low[k]) + " to " + bare_percent(first_high[k]), bare_percent(total[k]),
                    bare_percent(low[k]) + " to " + bare_percent(high[k]), bar(total[k])});
  }
  const std::string note = unknown(total, d.points, "points of the design");
  return rows.size() == 1 ? note
                          : "\n" + base::aligned(rows, {base::Align::left, base::Align::right, base::Align::right, base::Align::right, base::Align::right, base::Align::left}) + note;
}

std::string json_indices(const sim::Sensitivity& s, const SelectedCell& cell) {
  std::string text = R"({"variable": )" + base::json_text(cell.variable->name) + R"(, "index": )" + base::json_text(cell.index) +
                     R"(, "year": )" + json_year(cell.year) + R"(, "unit": )" + base::json_text(cell.unit);
  const auto add = [&](const auto& indices, const auto& all) {
    for (const auto& index : all)
      text += ",\n   \"" + std::string(index.group) + "\": " + base::json_numbers(of(s, indices.*index.values, cell, indices.factors.size()));
  };
  add(s.given_data, given_data_indices());
  if (s.design) add(*s.design, design_indices());
  return text + "}";
}

/// The cells that are asked for. A variable of the model that was not explained is told from one that does not exist.
std::vector<SelectedCell> explained(const sim::Sensitivity& s, const Selection& selection) {
  for (const std::string& name : selection.variable.values) {
    const auto id = s.labels.find_variable(name);
    if (!id || std::ranges::find(s.fields, *id, &sim::Field::id) != s.fields.end()) continue;
    std::string known;
    for (const sim::Field& field : s.fields) known += (known.empty() ? "" : ", ") + s.labels.variable(field.id).name;
    throw SelectionError(name + " is not explained (the run explained " + known +
                         ") name it in `sensitivity.variables`, and run the scenario again");
  }
  return select(s.labels, s.fields, selection);
}

}  // namespace

std::string sensitivity_table(const sim::Sensitivity& sensitivity, const Selection& selection, std::size_t top) {
  std::string text;
  for (const SelectedCell& cell : explained(sensitivity, selection)) {
    text += (text.empty() ? "" : "\n") + drivers(sensitivity, cell, top);
    if (sensitivity.design) text += design(sensitivity, cell, top);
  }
  return text;
}

std::string sensitivity_json(const sim::Sensitivity& sensitivity, const Selection& selection) {
  std::string rows;
  for (const SelectedCell& cell : explained(sensitivity, selection))
    rows += (rows.empty() ? "\n  " : ",\n  ") + json_indices(sensitivity, cell);
  return R"({"schema": "cellcast-sensitivity-1", "trials": )" + std::to_string(sensitivity.trials) + R"(, "inputs": )" +
         base::json_texts(sensitivity.given_data.factors) +
         (sensitivity.design ? R"(, "design_inputs": )" + base::json_texts(sensitivity.design->factors) : std::string()) + ",\n \"outputs\": [" +
         rows + "]}\n";
}

}  // namespace cellcast::output
