#include "output/csv.hpp"

#include <cmath>

#include "output/statistics.hpp"
#include "output/text.hpp"

namespace cellcast::output {

namespace {

/// Names of the statistics with a number after them: `quantiles_0.05`, ...
std::vector<std::string> numbered(const std::string& name, const std::vector<double>& numbers) {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const double number : numbers) names.push_back("," + name + "_" + shortest(number) + ",");
  return names;
}

void write_numbered(std::ostream& out, const std::string& prefix, const std::vector<std::string>& names, const std::vector<double>& values,
                    std::size_t cell) {
  for (std::size_t i = 0; i < names.size(); ++i) out << prefix << names[i] << csv_number(values[cell * names.size() + i]) << '\n';
}

/// `lead` is what each line begins with.
void write_field(std::ostream& out, const std::string& lead, const sim::Results& results, const sim::Field& field) {
  const sim::Variable& variable = sim::variable(field.id);
  const std::vector<sim::CellName> cells = sim::cell_names(results.labels, variable);
  std::vector<std::vector<std::string>> quantile_names;
  for (const Statistic& statistic : quantile_statistics()) quantile_names.push_back(numbered(statistic.group, results.probabilities));
  const std::vector<std::string> exceedance_names = numbered("exceedance", field.thresholds);

  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::string prefix =
        lead + std::string(variable.name) + "," + csv_field(cells[cell].index) + "," + std::to_string(cells[cell].year);
    for (const Statistic& statistic : cell_statistics())
      out << prefix << ',' << statistic.group << ',' << shortest((field.*statistic.values)[cell]) << '\n';
    for (std::size_t i = 0; i < quantile_names.size(); ++i)
      write_numbered(out, prefix, quantile_names[i], field.*quantile_statistics()[i].values, cell);
    write_numbered(out, prefix, exceedance_names, field.exceedance, cell);
  }
}

void write_fields(std::ostream& out, const std::string& lead, const sim::Results& results, const std::optional<std::string>& variable) {
  const sim::Field* const only = variable ? &select_field(results, *variable) : nullptr;
  for (const sim::Field& field : results.fields)
    if (!only || only == &field) write_field(out, lead, results, field);
}

constexpr const char* kColumns = "variable,index,year,statistic,value\n";

}  // namespace

std::string csv_number(double number) { return std::isnan(number) ? "" : shortest(number); }

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

void write_csv(std::ostream& out, const sim::Results& results, const std::optional<std::string>& variable) {
  if (variable) select_field(results, *variable);  // before anything is said
  out << kColumns;
  write_fields(out, "", results, variable);
}

void write_csv(std::ostream& out, const SweepReader& sweep, const std::optional<std::string>& variable) {
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const sim::Results results = sweep.read(point);
    if (variable) select_field(results, *variable);
    if (point == 0) {
      out << "point,";
      for (const SweepAxis& axis : sweep.axes()) out << csv_field(axis.name) << ',';
      out << kColumns;
    }
    std::string lead = std::to_string(point) + ',';
    for (const SweepAxis& axis : sweep.axes()) lead += csv_field(axis_text(axis, point)) + ',';
    write_fields(out, lead, results, variable);
  }
}

}  // namespace cellcast::output
