#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chart/charts/fan.hpp"
#include "output/result/result_reader.hpp"
#include "study/plot/levels.hpp"
#include "study/plot/names.hpp"
#include "study/plot/plot_request.hpp"

namespace cellcast::study {

/// A text of the file's root group; empty where it has none.
std::string attribute_of(const output::StoredResult& stored, const char* name);

/// A result as charts see it: as the observations have it where there are some, else as the run found it.
struct View {
  const output::StoredResult& stored;
  const PlotRequest& request;
  Names names;
  Levels levels;
  std::string source;  ///< name and trials, below each chart
  int base_year = 0;   ///< 0: not known

  View(const output::StoredResult& stored, const PlotRequest& request);
  /// Of a scenario that was read before.
  View(const output::StoredResult& stored, const PlotRequest& request, const config::Scenario& scenario);
  /// The same view, for another request.
  View(const View& view, const PlotRequest& request);

  const sim::Results& results() const { return stored.results; }
  bool is_updated() const { return results().update.has_value(); }
  const sim::Labels& labels() const { return is_updated() ? results().update->labels : results().labels; }
  const std::vector<sim::Field>& fields() const { return is_updated() ? results().update->fields : results().fields; }
  double trials() const;  ///< effective ones where they are weighted
};

/// One number over the years.
struct Curve {
  const sim::Field* field = nullptr;
  const sim::Variable* variable = nullptr;
  std::string index;
  std::vector<std::pair<int, std::size_t>> cells;  ///< year and cell; year 0 where there are no years
  chart::Quantity quantity;

  int last_year() const { return cells.back().first; }
};

/// The curves of a variable, one for each index. Empty where there is no such variable.
std::vector<Curve> curves_of(const sim::Labels& labels, const std::vector<sim::Field>& fields, const std::string& variable);
/// The curve of one index; null where there is none.
const Curve* find_curve(const std::vector<Curve>& curves, const std::string& index);

/// The curve that a request is about. Throws PlotError, output::SelectionError.
Curve wanted_curve(const View& view);
/// The year of it that a request is about, and its cell. Throws PlotError.
std::pair<int, std::size_t> wanted_cell(const View& view, const Curve& curve);

/// A cell of a field, and the year that it is of, as a year of a fan.
chart::FanYear fan_year(const View& view, const sim::Field& field, std::pair<int, std::size_t> cell);
/// The 95 % interval of a cell's median, where it is known: not of weighted trials.
std::optional<std::pair<double, double>> median_interval(const View& view, const sim::Field& field, std::size_t cell);
chart::FanSeries fan_series(const Curve& curve, const Levels& levels, std::size_t probabilities);
/// Published figures of a curve: claims after the base year, actuals of any year from five before it.
std::vector<chart::Published> published_of(const View& view, const Curve& curve);

/// What a claim says, in its variable's unit.
double claimed_value(const sim::ClaimSummary& claim);

/// `China makes 3,591 GWh in 2030; nine chances in ten for 2,357 to 5,552`.
std::string finding(const View& view, const Curve& curve, std::pair<int, std::size_t> cell);
/// The same of any year of a fan.
std::string finding(const View& view, const Curve& curve, const chart::FanYear& year);

/// Title or finding, what stands below it, and the note.
chart::Words words_of(const View& view, const std::string& id, const std::string& title, const std::string& subtitle,
                      const std::string& note = "");
/// The quantity of a variable's cell: fractions but for indices are shares.
chart::Quantity quantity_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell);

}  // namespace cellcast::study
