#include "tests/output/result/sample_results.hpp"

#include <cmath>
#include <fstream>
#include <iterator>

namespace cellcast::tests {

namespace {

constexpr std::int64_t kTrials = 1000;

std::vector<double> numbered(std::size_t count, double offset) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = offset + static_cast<double>(i) / 7;
  return values;
}

/// A triangle over the bins, so that sparklines have a shape; all trials in it.
void fill_histogram(sim::Field& field) {
  for (std::size_t cell = 0; cell < field.cells; ++cell) {
    std::int64_t left = kTrials;
    for (std::size_t bin = 0; bin < sim::kHistogramBins; ++bin) {
      const std::int64_t count = bin + 1 == sim::kHistogramBins ? left : std::int64_t{15} * static_cast<std::int64_t>(bin) / 127;
      field.histogram.push_back(count);
      left -= count;
    }
    for (std::size_t edge = 0; edge <= sim::kHistogramBins; ++edge)
      field.histogram_edges.push_back(field.min[cell] + static_cast<double>(edge) / sim::kHistogramBins);
  }
}

sim::Field make_field(sim::VariableId id, const sim::Results& results) {
  sim::Field field{};
  field.id = id;
  field.cells = 1;
  for (const sim::Axis axis : sim::variable(id).axes) field.cells *= results.labels.size(axis);
  const double offset = 100.0 * static_cast<double>(id);
  const std::size_t cells = field.cells, quantiles = results.probabilities.size();
  field.mean = numbered(cells, offset + 1.5);
  field.sd = numbered(cells, 0.25);
  field.min = numbered(cells, offset + 1);
  field.max = numbered(cells, offset + 2);
  field.mean_error = numbered(cells, 0.001);
  for (std::size_t cell = 0; cell < cells; ++cell)
    for (const double p : results.probabilities) field.quantiles.push_back(field.min[cell] + p);
  field.quantiles_low = field.quantiles_high = field.quantiles;
  for (double& value : field.quantiles_low) value -= 1e-3;
  for (double& value : field.quantiles_high) value += 1e-3;
  if (id == sim::VariableId::total_demand || id == sim::VariableId::price || id == sim::VariableId::driver_level) {
    if (quantiles > 0) field.thresholds = {0.3, 2000};
    field.exceedance = numbered(cells * field.thresholds.size(), 0);
  }
  fill_histogram(field);
  field.samples = numbered(cells * results.samples, offset);
  return field;
}

sim::Labels sample_labels(std::size_t years) {
  sim::Labels labels;
  labels.segments = {"power", "ess", "small"};
  labels.markets = {"china", "us"};
  labels.chemistries = {"lfp", "ternary"};
  labels.materials = {"lithium"};
  labels.drivers = {"power.vehicle_sales", "power.pack_size"};
  labels.driver_units = {"million vehicles", "kWh/vehicle · δ"};
  labels.submarkets = {"ess.utility", "small.phones · δ"};
  labels.splits = {"charging.below_3c", "charging.from_3c"};
  labels.producers = {"leaders", "korea"};
  labels.ranks = {"3", "10"};
  for (std::size_t i = 0; i < years; ++i) labels.years.push_back(2024 + static_cast<std::int32_t>(i));
  return labels;
}

}  // namespace

sim::Results sample_results(const SampleSize& size) {
  sim::Results results;
  results.trials = kTrials;
  results.samples = size.all_variables ? size.samples : 0;
  results.labels = sample_labels(size.years);
  if (size.all_variables) results.probabilities = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
  for (const sim::Variable& variable : sim::variables())
    if (size.all_variables || variable.id == sim::VariableId::total_demand) results.fields.push_back(make_field(variable.id, results));
  if (!size.all_variables) return results;
  for (const char* name : {"segments.power.price", "tariffs.us_base.rate", "shock.common[2025]"}) {
    const double offset = static_cast<double>(results.inputs.size());
    results.inputs.push_back({name, "{ dist = \"normal\", mean = 1.0, sd = 0.5 }", "yuan/Wh", offset, 0.5,
                              numbered(results.probabilities.size(), offset), numbered(results.samples, offset)});
  }
  results.correlations = {{"segments.power.price", "tariffs.us_base.rate", 0.3, 0.301},
                          {"shock.common[2025]", "segments.power.price", -0.5, -0.499}};
  return results;
}

config::Scenario sample_scenario() {
  config::Scenario scenario;
  scenario.name = "sample";
  scenario.title = "A sample: 电池 & σ";
  scenario.sampling.seed = 9223372036854775807u;
  return scenario;
}

output::Provenance sample_provenance() { return {"name = \"sample\"  # α\n", "schema = 1\nname = \"sample\"\n"}; }

void write_sample(const std::string& path, const sim::Results& results) {
  output::ResultFile(path, output::IfExists::replace).write(sample_scenario(), sample_provenance(), results);
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error("cannot write " + path);
}

}  // namespace cellcast::tests
