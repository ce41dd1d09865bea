#include "output/tables/tidy.hpp"

#include "base/text.hpp"
#include "output/report/csv_field.hpp"
#include "output/report/percentiles.hpp"
#include "output/result/statistics.hpp"
#include "output/tables/dimensions.hpp"

namespace cellcast::output {
namespace {

/// `quantiles_low` of the statistics as the name of one number.
std::string singular(const std::string& statistic) { return "quantile" + statistic.substr(std::string("quantiles").size()); }

class TidyRows {
 public:
  TidyRows(const sim::Results& results, const Selection& selection)
      : results_(results),
        cells_(select_all(results, selection)),
        dimensions_(dimensions_of(cells_)),
        kept_(kept_probabilities(results.probabilities, selection)) {}

  std::string header() const {
    std::string text = "variable";
    for (const sim::Axis axis : dimensions_) text += "," + std::string(sim::name(axis));
    return text + ",year,statistic,probability,value,unit\n";
  }

  void write(std::ostream& out, const std::string& lead) const {
    for (const SelectedCell& cell : cells_) write(out, lead, cell);
  }

 private:
  void write(std::ostream& out, const std::string& lead, const SelectedCell& cell) const {
    std::string front = lead + csv_field(cell.variable->name);
    for (const std::string& label : labels_of(results_.labels, cell, dimensions_)) front += "," + (label.empty() ? "" : csv_field(label));
    front += "," + sim::year_text(cell.year) + ",";
    const std::string unit = "," + csv_field(cell.unit) + "\n";
    const sim::Field& field = *cell.field;
    const std::vector<double>& probabilities = results_.probabilities;
    const auto put = [&](const std::string& name, const std::string& probability, double value) {
      out << front << name << ',' << probability << ',' << csv_number(value) << unit;
    };
    for (const sim::Statistic& statistic : sim::kCellStatistics) put(statistic.name, "", value_at(field, statistic, cell.cell));
    for (const sim::Statistic& statistic : sim::kQuantileStatistics)
      for (const std::size_t i : kept_)
        put(singular(statistic.name), base::shortest(probabilities[i]), value_at(field, statistic, cell.cell * probabilities.size() + i));
    for (std::size_t i = 0; i < field.thresholds.size(); ++i)
      out << front << "exceedance_" << base::shortest(field.thresholds[i]) << ",,"
          << csv_number(field.exceedance[cell.cell * field.thresholds.size() + i]) << ",1\n";
  }

  const sim::Results& results_;
  std::vector<SelectedCell> cells_;
  std::vector<sim::Axis> dimensions_;
  std::vector<std::size_t> kept_;
};

}  // namespace

void write_tidy(std::ostream& out, const std::string& scenario, const sim::Results& results, const Selection& selection) {
  const TidyRows rows(results, selection);
  out << "scenario," << rows.header();
  rows.write(out, csv_field(scenario) + ",");
}

void write_tidy(std::ostream& out, const std::string& scenario, const SweepReader& sweep, const Selection& selection) {
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const sim::Results results = sweep.read(point);
    const TidyRows rows(results, selection);
    if (point == 0) {
      out << "scenario,point,";
      for (const SweepAxis& axis : sweep.axes()) out << csv_field(axis.name) << ',';
      out << rows.header();
    }
    std::string lead = csv_field(scenario) + "," + std::to_string(point) + ",";
    for (const SweepAxis& axis : sweep.axes()) lead += csv_field(axis_text(axis, point)) + ",";
    rows.write(out, lead);
  }
}

}  // namespace cellcast::output
