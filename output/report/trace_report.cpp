#include "output/report/trace_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "config/scenario/distribution.hpp"
#include "output/report/selection.hpp"
#include "output/report/trace_rows.hpp"

namespace cellcast::output {

namespace {

constexpr std::size_t kInputsShown = 12;

const sim::Variable& wanted_variable(const TraceSubject& subject) { return subject.plan->labels.variable(subject.wanted->variable); }

sim::CellName cell_of(const TraceSubject& subject) {
  return sim::cell_names(subject.plan->labels, wanted_variable(subject)).at(subject.wanted->cell);
}

std::string wanted_unit(const TraceSubject& subject) {
  return unit_of(subject.plan->labels, wanted_variable(subject), subject.wanted->cell);
}

std::string subject_heading(const TraceSubject& subject) {
  const RunLabel& run = subject.run;
  std::string text = base::printable(run.name) + (run.title.empty() ? "" : ": " + base::printable(run.title)) + "\n";
  text += "trial " + std::to_string(subject.trial.index) + " of " + std::to_string(subject.trials) + ", " + run.method + ", seed " +
          run.seed + "\n";
  if (!subject.found) return text;
  const sim::CellName cell = cell_of(subject);
  return text + sim::cell_text(wanted_variable(subject).name, {base::printable(cell.index), cell.year}) + " is " +
         base::shortest(subject.found->value) + " " + base::printable(wanted_unit(subject)) + ", the quantile " +
         base::shortest(subject.wanted->probability) + ": rank " + std::to_string(subject.found->rank) + " of " + std::to_string(subject.trials) +
         "\n";
}

/// `97.3 %`, with more digits near the ends.
std::string in_per_cent(double probability) {
  const double nearest_end = 100 * std::min(probability, 1 - probability);
  const int decimals = nearest_end > 0 ? std::clamp(static_cast<int>(-std::floor(std::log10(nearest_end))), 1, 12) : 12;
  char text[32];
  std::snprintf(text, sizeof text, "%.*f %%", decimals, 100 * probability);
  return text;
}

/// A share of the variance in per cent, to a tenth; `–` where it is not known.
std::string share_text(double share) {
  if (std::isnan(share)) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", 100 * share);
  return text;
}

/// Which inputs are shown, and in what order.
std::string inputs_heading(const TraceSubject& subject, std::size_t shown, const std::string& how_all) {
  const std::size_t all = subject.trial.inputs.size();
  const std::string which =
      shown < all ? "the " + std::to_string(shown) + " inputs of " + std::to_string(all) + " that " : "inputs, those that ";
  std::string did = "stand out most";
  if (!subject.shares.empty()) {
    const sim::CellName cell = cell_of(subject);
    did = "did most to " + sim::cell_text(wanted_variable(subject).name, {base::printable(cell.index), cell.year});
  }
  return which + did + (shown < all ? " (" + how_all + ")\n" : " first\n");
}

std::string inputs_text(const TraceSubject& subject, Detail detail, const std::string& how_all) {
  const std::vector<std::size_t> order = by_effect(subject.trial, subject.shares);
  const std::size_t shown = detail == Detail::all ? order.size() : std::min(order.size(), kInputsShown);
  if (shown == 0) return "no uncertain inputs\n";
  using enum base::Align;
  std::vector<std::vector<std::string>> rows{{"input", "unit", "value", "median", "percentile"}};
  std::vector<base::Align> alignment{left, left, right, right, right};
  if (!subject.shares.empty()) {
    rows.front().emplace_back("% of variance");
    alignment.push_back(right);
  }
  for (const std::size_t k : std::span(order).first(shown)) {
    const sim::Input& input = subject.plan->inputs[k];
    const sim::Draw& draw = subject.trial.inputs[k];
    const double scale = std::max(std::fabs(draw.value), std::fabs(draw.median)), spread = std::fabs(draw.value - draw.median);
    rows.push_back({base::printable(input.name), base::printable(input.unit), base::readable(draw.value, scale, spread), base::readable(draw.median, scale, spread),
                    in_per_cent(draw.probability)});
    if (!subject.shares.empty()) rows.back().push_back(share_text(subject.shares[k]));
  }
  return inputs_heading(subject, shown, how_all) + base::aligned(rows, alignment);
}

/// Not worth a row: 0 or 1 in all years, as a duty at home, or the home producers' share of it.
bool is_plain(const TraceRow& row) {
  return std::ranges::all_of(row.values, [&](double value) { return value == row.values.front() && (value == 0 || value == 1); });
}

std::vector<std::string> cells_of(const sim::Labels& labels, const TraceRow& row) {
  double scale = 0;
  for (const double value : row.values)
    if (std::isfinite(value)) scale = std::max(scale, std::fabs(value));
  std::vector<std::string> cells{labels.variable(row.variable).name, base::printable(row.index), base::printable(row.unit)};
  for (const double value : row.values) cells.push_back(std::isfinite(value) ? base::readable(value, scale) : base::shortest(value));
  return cells;
}

/// Tables with a title each and common columns.
class Tables {
 public:
  explicit Tables(const sim::Labels& labels) : labels_(labels) {
    rows_.push_back({"variable", "index", "unit"});
    for (const std::int32_t year : labels.years) rows_.front().push_back(std::to_string(year));
  }

  void title(std::string_view title) { titles_.push_back({rows_.size(), std::string(title)}); }
  void add(const TraceRow& row) {
    const bool has_years = sim::has_years(labels_.variable(row.variable));
    (has_years ? rows_ : single_).push_back(cells_of(labels_, row));
  }

  std::string text() const {
    std::vector<base::Align> alignment(rows_.front().size(), base::Align::right);
    alignment[0] = alignment[1] = alignment[2] = base::Align::left;
    const std::string all = base::aligned(rows_, alignment);
    std::string text;
    std::size_t from = 0, row = 0;
    for (auto title = titles_.begin(); from < all.size(); ++row) {
      for (; title != titles_.end() && title->before == row; ++title)
        if (title + 1 == titles_.end() || (title + 1)->before > row) text += "\n" + title->text + "\n";
      const std::size_t end = all.find('\n', from) + 1;
      text += all.substr(from, end - from);
      from = end;
    }
    if (single_.empty()) return text;
    using enum base::Align;
    return text + "\nof all years together\n" + base::aligned(single_, {left, left, left, right});
  }

 private:
  struct Title {
    std::size_t before;  ///< row
    std::string text;
  };
  const sim::Labels& labels_;
  std::vector<std::vector<std::string>> rows_, single_;  ///< single: of variables without years
  std::vector<Title> titles_;
};

/// Derived outputs that are told without being asked for: those that are few numbers.
bool is_told(const sim::Variable& variable) {
  return sim::is_derived(variable.id) &&
         std::ranges::all_of(variable.axes, [](sim::Axis axis) { return axis == sim::Axis::segment || axis == sim::Axis::year; });
}

std::string years_text(const TraceSubject& subject, Detail detail, std::optional<sim::VariableId> also) {
  const sim::Labels& labels = subject.plan->labels;
  Tables tables(labels);
  std::vector<sim::VariableId> told;
  const auto tell = [&](sim::VariableId id, bool plain_too) {
    told.push_back(id);
    for (const TraceRow& row : trace_rows(*subject.plan, subject.trial, id))
      if (plain_too || !is_plain(row)) tables.add(row);
  };
  for (const Chapter& chapter : chapters()) {
    tables.title(chapter.title);
    for (const sim::VariableId id : chapter.variables) tell(id, detail == Detail::all || id == also);
  }
  tables.title("derived outputs");
  for (const sim::Variable& variable : labels.derived)
    if (is_told(variable)) tell(variable.id, true);
  tables.title(detail == Detail::all ? "everything else" : "looked for");
  for (std::size_t k = 0; k < labels.variables(); ++k) {
    const auto id = static_cast<sim::VariableId>(k);
    const bool is_wanted = detail == Detail::all || id == also;
    if (is_wanted && std::ranges::find(told, id) == told.end()) tell(id, true);
  }
  return tables.text();
}

std::string json_found(const TraceSubject& subject) {
  if (!subject.found) return "null";
  const sim::CellName cell = cell_of(subject);
  return R"({"variable": )" + base::json_text(wanted_variable(subject).name) + R"(, "index": )" + base::json_text(cell.index) +
         R"(, "year": )" + json_year(cell.year) + R"(, "unit": )" + base::json_text(wanted_unit(subject)) + R"(, "quantile": )" +
         base::json_number(subject.wanted->probability) + R"(, "rank": )" + std::to_string(subject.found->rank) + R"(, "value": )" +
         base::json_number(subject.found->value) + "}";
}

std::string json_inputs(const TraceSubject& subject) {
  std::string text;
  for (std::size_t k = 0; k < subject.trial.inputs.size(); ++k) {
    const sim::Input& input = subject.plan->inputs[k];
    const sim::Draw& draw = subject.trial.inputs[k];
    const double share = subject.shares.empty() ? std::numeric_limits<double>::quiet_NaN() : subject.shares[k];
    text += std::string(text.empty() ? "\n  " : ",\n  ") + R"({"name": )" + base::json_text(input.name) + R"(, "distribution": )" +
            base::json_text(config::summary(input.distribution)) + R"(, "unit": )" + base::json_text(input.unit) + R"(, "value": )" +
            base::json_number(draw.value) + R"(, "median": )" + base::json_number(draw.median) + R"(, "probability": )" +
            base::json_number(draw.probability) + R"(, "share": )" + base::json_number(share) + "}";
  }
  return text;
}

std::string json_outputs(const TraceSubject& subject) {
  std::string text;
  const sim::Labels& labels = subject.plan->labels;
  for (std::size_t k = 0; k < labels.variables(); ++k) {
    const sim::Variable& variable = labels.variable(static_cast<sim::VariableId>(k));
    for (const TraceRow& row : trace_rows(*subject.plan, subject.trial, variable.id)) {
      for (std::size_t y = 0; y < row.values.size(); ++y)
        text += std::string(text.empty() ? "\n  " : ",\n  ") + R"({"variable": )" + base::json_text(variable.name) + R"(, "index": )" +
                base::json_text(row.index) + R"(, "year": )" + json_year(sim::has_years(variable) ? labels.years[y] : 0) + R"(, "unit": )" +
                base::json_text(row.unit) + R"(, "value": )" + base::json_number(row.values[y]) + "}";
    }
  }
  return text;
}

}  // namespace

std::string trace_text(const TraceSubject& subject, Detail detail, std::optional<sim::VariableId> also, const std::string& how_all) {
  return subject_heading(subject) + "\n" + inputs_text(subject, detail, how_all) + "\n" + years_text(subject, detail, also);
}

std::string trace_json(const TraceSubject& subject) {
  return R"({"schema": "cellcast-trace-1", "name": )" + base::json_text(subject.run.name) + R"(, "title": )" + base::json_text(subject.run.title) +
         R"(, "method": )" + base::json_text(subject.run.method) + R"(, "seed": )" + base::json_text(subject.run.seed) + R"(, "trials": )" +
         std::to_string(subject.trials) + R"(, "trial": )" + std::to_string(subject.trial.index) + ",\n \"found\": " + json_found(subject) +
         ",\n \"inputs\": [" + json_inputs(subject) + "],\n \"outputs\": [" + json_outputs(subject) + "]}\n";
}

}  // namespace cellcast::output
