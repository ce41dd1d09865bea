#include "output/report/csv.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "output/report/csv_field.hpp"
#include "output/report/percentiles.hpp"
#include "output/result/statistics.hpp"

namespace cellcast::output {

namespace {

constexpr const char* kOfCell = "variable,index,year,unit";

std::string cell_fields(const SelectedCell& cell) {
  return csv_field(cell.variable->name) + "," + (cell.index.empty() ? "total" : csv_field(cell.index)) + "," +
         sim::year_text(cell.year) + "," + csv_field(cell.unit);
}

/// What the rows about selected cells hold, and the line above them.
class CsvRows {
 public:
  virtual ~CsvRows() = default;
  virtual std::string header() const = 0;
  /// `lead` is what each row begins with.
  virtual void write(std::ostream& out, const std::string& lead, const SelectedCell& cell) const = 0;
};

class NumberRows : public CsvRows {
 public:
  NumberRows(const std::vector<double>& probabilities, const Selection& selection)
      : probabilities_(probabilities), kept_(kept_probabilities(probabilities, selection)) {}

  std::string header() const override { return kOfCell + std::string(",statistic,value\n"); }

  void write(std::ostream& out, const std::string& lead, const SelectedCell& cell) const override {
    const std::string prefix = lead + cell_fields(cell) + ",";
    const sim::Field& field = *cell.field;
    const auto put = [&](const std::string& name, double value) { out << prefix << name << ',' << csv_number(value) << '\n'; };
    for (const Statistic& statistic : sim::kCellStatistics) put(statistic.name, value_at(field, statistic, cell.cell));
    for (const Statistic& statistic : sim::kQuantileStatistics)
      for (const std::size_t i : kept_)
        put(std::string(statistic.name) + "_" + base::shortest(probabilities_[i]),
            value_at(field, statistic, cell.cell * probabilities_.size() + i));
    for (std::size_t i = 0; i < field.thresholds.size(); ++i)
      put("exceedance_" + base::shortest(field.thresholds[i]), field.exceedance[cell.cell * field.thresholds.size() + i]);
  }

 private:
  const std::vector<double>& probabilities_;
  std::vector<std::size_t> kept_;
};

class CellRows : public CsvRows {
 public:
  CellRows(const std::vector<double>& probabilities, const Selection& selection, const std::vector<SelectedCell>& cells)
      : probabilities_(probabilities), kept_(kept_probabilities(probabilities, selection)) {
    for (const SelectedCell& cell : cells)
      for (const double threshold : cell.field->thresholds)
        if (std::ranges::count(thresholds_, threshold) == 0) thresholds_.push_back(threshold);
    std::ranges::sort(thresholds_);
  }

  std::string header() const override {
    std::string text = kOfCell;
    for (const Statistic& statistic : sim::kCellStatistics) text += "," + std::string(statistic.name);
    for (const char* bound : {"", "_low", "_high"})
      for (const std::size_t i : kept_) text += "," + percentile(probabilities_[i]) + bound;
    for (const double threshold : thresholds_) text += ",exceedance_" + base::shortest(threshold);
    return text + "\n";
  }

  void write(std::ostream& out, const std::string& lead, const SelectedCell& cell) const override {
    const sim::Field& field = *cell.field;
    out << lead << cell_fields(cell);
    for (const Statistic& statistic : sim::kCellStatistics) out << ',' << csv_number(value_at(field, statistic, cell.cell));
    for (const Statistic& statistic : sim::kQuantileStatistics)
      for (const std::size_t i : kept_) out << ',' << csv_number(value_at(field, statistic, cell.cell * probabilities_.size() + i));
    for (const double threshold : thresholds_) out << ',' << exceedance(cell, threshold);
    out << '\n';
  }

 private:
  static std::string exceedance(const SelectedCell& cell, double threshold) {
    const std::vector<double>& own = cell.field->thresholds;
    const auto found = std::ranges::find(own, threshold);
    if (found == own.end()) return "";
    return csv_number(cell.field->exceedance[cell.cell * own.size() + static_cast<std::size_t>(found - own.begin())]);
  }

  const std::vector<double>& probabilities_;
  std::vector<std::size_t> kept_;
  std::vector<double> thresholds_;
};

/// The line above the rows is written where a text for its beginning is given.
void write_rows(std::ostream& out, const sim::Results& results, const Selection& selection, CsvShape shape, const std::string* header_lead,
                const std::string& lead) {
  const std::vector<SelectedCell> cells = select_all(results, selection);
  const auto write = [&](const CsvRows& rows) {
    if (header_lead) out << *header_lead << rows.header();
    for (const SelectedCell& cell : cells) rows.write(out, lead, cell);
  };
  if (shape == CsvShape::numbers)
    write(NumberRows(results.probabilities, selection));
  else
    write(CellRows(results.probabilities, selection, cells));
}

}  // namespace

void write_csv(std::ostream& out, const sim::Results& results, const Selection& selection, CsvShape shape) {
  const std::string nothing;
  write_rows(out, results, selection, shape, &nothing, nothing);
}

void write_csv(std::ostream& out, const SweepReader& sweep, const Selection& selection, CsvShape shape) {
  std::string header_lead = "point,";
  for (const SweepAxis& axis : sweep.axes()) header_lead += csv_field(axis.name) + ',';
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const sim::Results results = sweep.read(point);
    std::string lead = std::to_string(point) + ',';
    for (const SweepAxis& axis : sweep.axes()) lead += csv_field(axis_text(axis, point)) + ',';
    write_rows(out, results, selection, shape, point == 0 ? &header_lead : nullptr, lead);
  }
}

}  // namespace cellcast::output
