#include "output/csv.hpp"

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
  for (std::size_t i = 0; i < names.size(); ++i) out << prefix << names[i] << shortest(values[cell * names.size() + i]) << '\n';
}

void write_field(std::ostream& out, const sim::Results& results, const sim::Field& field) {
  const sim::Variable& variable = sim::variable(field.id);
  const std::vector<sim::CellName> cells = sim::cell_names(results.labels, variable);
  std::vector<std::vector<std::string>> quantile_names;
  for (const Statistic& statistic : quantile_statistics()) quantile_names.push_back(numbered(statistic.group, results.probabilities));
  const std::vector<std::string> exceedance_names = numbered("exceedance", field.thresholds);

  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::string prefix = std::string(variable.name) + "," + csv_field(cells[cell].index) + "," + std::to_string(cells[cell].year);
    for (const Statistic& statistic : cell_statistics())
      out << prefix << ',' << statistic.group << ',' << shortest((field.*statistic.values)[cell]) << '\n';
    for (std::size_t i = 0; i < quantile_names.size(); ++i)
      write_numbered(out, prefix, quantile_names[i], field.*quantile_statistics()[i].values, cell);
    write_numbered(out, prefix, exceedance_names, field.exceedance, cell);
  }
}

}  // namespace

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

void write_csv(std::ostream& out, const sim::Results& results, const std::optional<std::string>& variable) {
  const sim::Field* const only = variable ? &select_field(results, *variable) : nullptr;
  out << "variable,index,year,statistic,value\n";
  for (const sim::Field& field : results.fields)
    if (!only || only == &field) write_field(out, results, field);
}

}  // namespace cellcast::output
