#include "study/report/since.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "output/report/percentiles.hpp"
#include "output/report/selection.hpp"
#include "study/plot/charts.hpp"
#include "study/report/sections.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostInputs = 15;

/// The last year that both have of what the report is about; nothing where there is none.
std::optional<int> last_common_year(const View& view, const View& earlier) {
  const Curve now = wanted_curve(view);
  const std::vector<Curve> curves = curves_of(earlier.labels(), earlier.fields(), now.variable->name);
  const Curve* before = find_curve(curves, now.index);
  if (before == nullptr || now.last_year() == 0 || before->last_year() == 0) return std::nullopt;
  const int year = std::min(now.last_year(), before->last_year());
  const bool is_common = year >= now.cells.front().first && year >= before->cells.front().first;
  return is_common ? std::optional(year) : std::nullopt;
}

/// Between which of the earlier percentiles a value is: `P25–P50`, `below P5`.
std::string place_among(const std::vector<double>& probabilities, const double* quantiles, double value) {
  const auto above = static_cast<std::size_t>(std::upper_bound(quantiles, quantiles + probabilities.size(), value) - quantiles);
  if (probabilities.empty()) return "";
  if (above == 0) return "below " + output::percentile(probabilities.front());
  if (above == probabilities.size()) return (quantiles[above - 1] == value ? "at " : "above ") + output::percentile(probabilities.back());
  return output::percentile(probabilities[above - 1]) + chart::kDash + output::percentile(probabilities[above]);
}

void add_outputs(Page& page, const View& view, const View& earlier) {
  const std::vector<double>& levels = earlier.results().probabilities;
  PageTable table{{"output", "year", "unit", "earlier", "now", "change", "now, in the earlier distribution"},
                  {false, true, false, true, true, true, false},
                  {},
                  "Headline outputs by their " + view.levels.middle + "s"};
  for (const output::SelectedCell& cell : output::select(view.labels(), view.fields(), {.year = last_common_year(view, earlier)})) {
    const std::vector<Curve> curves = curves_of(earlier.labels(), earlier.fields(), cell.variable->name);
    const Curve* curve = find_curve(curves, cell.index);
    if (curve == nullptr) continue;
    const auto same = std::ranges::find(curve->cells, cell.year, &std::pair<int, std::size_t>::first);
    if (same == curve->cells.end()) continue;
    const double now = fan_year(view, *cell.field, {cell.year, cell.cell}).median, before = fan_year(earlier, *curve->field, *same).median;
    const double scale = std::max(std::fabs(now), std::fabs(before));
    table.rows.push_back({view.names.output(*cell.variable, cell.index), sim::year_text(cell.year), cell.unit, for_people(before, scale),
                          for_people(now, scale), for_people(now - before, scale),
                          place_among(levels, curve->field->quantiles.data() + same->second * levels.size(), now)});
  }
  if (table.rows.empty())
    page.paragraph("The two have no headline output of the same year.");
  else
    page.table(table);
}

void add_inputs(Page& page, const View& view, const View& earlier) {
  struct Moved {
    const sim::InputSummary *now, *before;
    double shift;  ///< in standard deviations of the earlier one
  };
  const std::vector<sim::InputSummary>&inputs = view.results().inputs, &others = earlier.results().inputs;
  std::vector<Moved> moved;
  std::size_t added = 0;
  for (const sim::InputSummary& input : inputs) {
    const auto before = std::ranges::find(others, input.name, &sim::InputSummary::name);
    if (before == others.end())
      ++added;
    else if (before->distribution != input.distribution)
      moved.push_back({&input, &*before, before->sd > 0 ? (input.mean - before->mean) / before->sd : std::nan("")});
  }
  const std::size_t gone = others.size() - (inputs.size() - added);
  std::ranges::stable_sort(moved, [](const Moved& a, const Moved& b) {
    return (std::isnan(a.shift) ? HUGE_VAL : std::fabs(a.shift)) > (std::isnan(b.shift) ? HUGE_VAL : std::fabs(b.shift));
  });
  PageTable table{{"input", "unit", "mean earlier", "mean now", "sd earlier", "sd now", "shift, in earlier sd"},
                  {false, false, true, true, true, true, true},
                  {},
                  "Inputs whose distributions changed, those that moved most first"};
  for (const Moved& each : moved) {
    if (table.rows.size() == kMostInputs) break;
    const double scale = std::max(std::fabs(each.now->mean), std::fabs(each.before->mean));
    table.rows.push_back({view.names.input(each.now->name), each.now->unit, for_people(each.before->mean, scale),
                          for_people(each.now->mean, scale), for_people(each.before->sd, each.before->sd),
                          for_people(each.now->sd, each.now->sd), std::isnan(each.shift) ? "" : for_people(each.shift, 1)});
  }
  if (!table.rows.empty()) page.table(table);
  page.paragraph(std::to_string(moved.size()) + " uncertain inputs have another distribution, " + std::to_string(added) + " are new, " +
                 std::to_string(gone) + " are gone.");
}

}  // namespace

void add_since(Page& page, const View& view, const output::StoredResult& earlier, const std::string& name) {
  const PlotRequest its_request;
  const View before(earlier, its_request);
  page.section("since", "What moved since " + name);
  PlotRequest request = view.request;
  request.beside = &earlier;
  request.beside_name = name;
  try {
    page.figure(fan_plot(View(view, request)));
  } catch (const PlotError&) {
    // An output without years has no path.
  }
  add_outputs(page, view, before);
  add_inputs(page, view, before);
}

}  // namespace cellcast::study
