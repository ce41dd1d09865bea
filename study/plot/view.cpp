#include "study/plot/view.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"
#include "output/report/selection.hpp"

namespace cellcast::study {
namespace {

constexpr int kYearsBefore = 5;  ///< the first year, that actuals are shown of

constexpr const char* kMain[] = {"total_production", "production", "total_demand", "demand"};

/// Who counted, without where it was read and how it was worked out: `SNE by Yonhap; Panasonic` is SNE's.
std::string body_of(const std::string& source) {
  std::size_t end = source.size();
  for (const char* stop : {";", ":", " by ", " (", " in the ", ","}) end = std::min(end, source.find(stop));
  std::string body = source.substr(0, end);
  body.erase(body.find_last_not_of(' ') + 1);
  return body;
}

}  // namespace

std::string attribute_of(const output::StoredResult& stored, const char* name) {
  const auto found = stored.attributes.find(name);
  return found == stored.attributes.end() ? "" : found->second;
}

View::View(const output::StoredResult& its_stored, const PlotRequest& its_request)
    : View(its_stored, its_request, scenario_of(its_stored)) {}

View::View(const output::StoredResult& its_stored, const PlotRequest& its_request, const config::Scenario& scenario)
    : stored(its_stored), request(its_request) {
  names = Names(scenario);
  base_year = scenario.horizon.base_year;
  levels = levels_of(results().probabilities);
  source = attribute_of(stored, "name") + ", " + chart::grouped(std::to_string(results().trials)) + " trials, " +
           attribute_of(stored, "method") + ", seed " + attribute_of(stored, "seed") + ".";
  if (is_updated()) source += " As the observations have it.";
}

View::View(const View& view, const PlotRequest& its_request)
    : stored(view.stored), request(its_request), names(view.names), levels(view.levels), source(view.source), base_year(view.base_year) {}

double View::trials() const { return is_updated() ? results().update->effective_trials : static_cast<double>(results().trials); }

chart::Quantity quantity_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell) {
  const std::string unit = output::unit_of(labels, variable, cell);
  return {unit, unit == "1" && variable.name != "material_price_index" && variable.name != "pressure" && !variable.name.ends_with("hhi")};
}

std::vector<Curve> curves_of(const sim::Labels& labels, const std::vector<sim::Field>& fields, const std::string& name) {
  std::vector<Curve> curves;
  const auto field = std::ranges::find_if(fields, [&](const sim::Field& each) { return labels.variable(each.id).name == name; });
  if (field == fields.end()) return curves;
  const sim::Variable& variable = labels.variable(field->id);
  const std::vector<sim::CellName> cells = sim::cell_names(labels, variable);
  for (std::size_t cell = 0; cell < std::min(cells.size(), field->cells); ++cell) {
    auto curve = std::ranges::find(curves, cells[cell].index, &Curve::index);
    if (curve == curves.end())
      curve = curves.insert(curves.end(), Curve{&*field, &variable, cells[cell].index, {}, quantity_of(labels, variable, cell)});
    curve->cells.emplace_back(cells[cell].year, cell);
  }
  return curves;
}

const Curve* find_curve(const std::vector<Curve>& curves, const std::string& index) {
  const auto found = std::ranges::find(curves, index == "total" ? "" : index, &Curve::index);
  return found == curves.end() ? nullptr : &*found;
}

Curve wanted_curve(const View& view) {
  const std::string& name = view.request.variable;
  std::vector<Curve> curves;
  if (!name.empty()) {
    curves = curves_of(view.labels(), view.fields(), name);
    if (curves.empty()) (void)output::select(view.labels(), view.fields(), {.variable = name});  // throws, and says which there are
    if (curves.empty()) throw PlotError("no number of " + name + " (the result has none)");
  } else {
    for (const char* main : kMain)
      if (curves.empty()) curves = curves_of(view.labels(), view.fields(), main);
    for (const sim::Field& field : view.fields())
      if (curves.empty()) curves = curves_of(view.labels(), view.fields(), view.labels().variable(field.id).name);
    if (curves.empty()) throw PlotError("nothing to draw (the result has no output)");
  }
  if (view.request.index.empty()) return curves.front();
  if (const Curve* found = find_curve(curves, view.request.index)) return *found;
  std::vector<std::string> known;
  std::string list;
  for (const Curve& curve : curves) {
    known.push_back(curve.index);
    list += (list.empty() ? "" : ", ") + (curve.index.empty() ? "total" : curve.index);
  }
  const std::string meant = base::did_you_mean(view.request.index, known);
  throw PlotError("no index " + view.request.index + " (" + curves.front().variable->name + " has " + list + ")" +
                  (meant.empty() ? "" : " " + meant));
}

std::pair<int, std::size_t> wanted_cell(const View& view, const Curve& curve) {
  if (!view.request.year || curve.last_year() == 0) return curve.cells.back();
  for (const auto& cell : curve.cells)
    if (cell.first == *view.request.year) return cell;
  throw PlotError("no year " + std::to_string(*view.request.year) + " (" + curve.variable->name + " runs from " +
                  std::to_string(curve.cells.front().first) + " to " + std::to_string(curve.last_year()) + ")");
}

chart::FanYear fan_year(const View& view, const sim::Field& field, std::pair<int, std::size_t> cell) {
  return fan_year(field, cell.second, cell.first, view.levels, view.results().probabilities.size());
}

std::optional<std::pair<double, double>> median_interval(const View& view, const sim::Field& field, std::size_t cell) {
  if (!view.levels.median || view.is_updated()) return std::nullopt;
  const std::size_t place = cell * view.results().probabilities.size() + *view.levels.median;
  const double low = field.quantiles_low[place], high = field.quantiles_high[place];
  if (std::isnan(low) || std::isnan(high)) return std::nullopt;
  return std::pair(low, high);
}

chart::FanSeries fan_series(const Curve& curve, const Levels& levels, std::size_t probabilities) {
  chart::FanSeries series;
  for (const auto& [year, cell] : curve.cells) series.years.push_back(fan_year(*curve.field, cell, year, levels, probabilities));
  return series;
}

std::vector<chart::Published> published_of(const View& view, const Curve& curve) {
  std::vector<chart::Published> points;
  const int first = curve.cells.front().first - kYearsBefore, last = curve.last_year();
  const auto belongs = [&](const std::string& variable, const std::string& index, int year) {
    return variable == curve.variable->name && index == curve.index && year >= first && year <= last && year != 0;
  };
  for (const config::Actual& actual : view.request.actuals) {
    const bool is_known =
        std::ranges::any_of(points, [&](const chart::Published& p) { return p.year == actual.year; });  // the first row counts
    if (!belongs(actual.variable, actual.index, actual.year) || is_known) continue;
    const std::string basis = actual.basis ? std::string(", ") + std::string(config::word_of(*actual.basis)) : "";
    points.push_back({actual.year, actual.on_basis(), body_of(actual.source) + basis, false});
  }
  for (const sim::ClaimSummary& claim : view.results().ledger.claims) {
    if (!belongs(claim.variable, claim.index, claim.year) || claim.year <= view.base_year) continue;
    points.push_back({claim.year, claimed_value(claim), body_of(claim.source), true});
  }
  return points;
}

double claimed_value(const sim::ClaimSummary& claim) { return claim.unit.starts_with('%') ? claim.value / 100 : claim.value; }

std::string finding(const View& view, const Curve& curve, const chart::FanYear& year) {
  const chart::Quantity& quantity = curve.quantity;
  const std::string subject = view.names.finding(*curve.variable, curve.index), when = chart::in_year(year.year);
  if (year.outer_low == year.outer_high && !view.levels.outer.empty())
    return subject + chart::with_unit(year.median, quantity) + when + " in every trial";
  std::string text = subject + chart::with_unit(year.median, quantity) + when;
  if (view.levels.outer.empty()) return text + " (" + view.levels.middle + ")";
  const double scale = std::fabs(year.median) > 0 ? year.median : year.outer_high;
  return text + (view.levels.is_nine_in_ten ? "; nine chances in ten for " : "; " + view.levels.outer + " is ") +
         chart::amount(year.outer_low, quantity, scale) + " to " + chart::amount(year.outer_high, quantity, scale);
}

std::string finding(const View& view, const Curve& curve, std::pair<int, std::size_t> cell) {
  return finding(view, curve, fan_year(view, *curve.field, cell));
}

chart::Words words_of(const View& view, const std::string& id, const std::string& title, const std::string& subtitle,
                      const std::string& note) {
  return {view.request.title.empty() ? title : view.request.title,
          subtitle,
          title + ". " + subtitle + ".",
          note + (note.empty() ? "" : " ") + view.source,
          id,
          view.request.is_embedded,
          view.request.is_bare,
          view.request.width};
}

}  // namespace cellcast::study
