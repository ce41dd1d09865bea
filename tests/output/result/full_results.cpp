#include "tests/output/result/full_results.hpp"

#include <algorithm>

#include "tests/output/result/sample_results.hpp"

namespace cellcast::tests {

namespace {

/// [field][cell][part], each another number.
sim::FactorNumbers numbers(const std::vector<sim::Field>& fields, std::size_t parts, double offset) {
  sim::FactorNumbers all;
  for (const sim::Field& field : fields) {
    std::vector<double>& values = all.emplace_back();
    for (std::size_t i = 0; i < field.cells * parts; ++i) values.push_back(offset += 0.125);
  }
  return all;
}

sim::Sensitivity sensitivity_of(const sim::Results& results) {
  sim::Sensitivity sensitivity;
  sensitivity.trials = results.trials;
  sensitivity.labels = results.labels;
  sensitivity.fields = results.fields;
  const std::vector<sim::Field>& fields = results.fields;
  sensitivity.given_data = {{"segments.power.price", "shock.power"}, numbers(fields, 2, 1), numbers(fields, 2, 2), numbers(fields, 2, 3),
                            numbers(fields, 2, 4),                   numbers(fields, 2, 5), numbers(fields, 2, 6)};
  sensitivity.design = sim::DesignIndices{4096,
                                          {"segments.power.price and tariffs.us_base.rate"},
                                          numbers(fields, 1, 11),
                                          numbers(fields, 1, 12),
                                          numbers(fields, 1, 13),
                                          numbers(fields, 1, 14),
                                          numbers(fields, 1, 15),
                                          numbers(fields, 1, 16)};
  return sensitivity;
}

sim::Update update_of(const sim::Results& results) {
  sim::Update update;
  update.effective_trials = 312.5;
  update.labels = results.labels;
  update.fields = results.fields;
  for (sim::Field& field : update.fields) field.samples.clear();
  for (const sim::InputSummary& input : results.inputs) update.inputs.push_back({input.name, 1, 0.25, -0.5, input.quantiles});
  update.observations = {{"price", "power", 2025, true, 0.5, 0.01, 0.6, 0.1, 0.4, 0.51, 0.02},
                         {"total_demand", "", 2026, false, 900, 20, 880, 30, 0.7, 890, 15}};
  return update;
}

sim::Difference difference_of(const sim::Results& results) {
  sim::Difference difference;
  difference.base = "base";
  difference.shared_inputs = 3;
  difference.labels = results.labels;
  difference.fields = results.fields;
  std::size_t cells = 0;
  for (sim::Field& field : difference.fields) {
    field.thresholds = {0};
    field.exceedance.assign(field.cells, 0.75);
    cells += field.cells;
  }
  difference.variance_reduction = numbers(results.fields, 1, 20);
  for (const char* path : {"economy.growth", ""}) {
    sim::AttributedChange change{path, "1", "2", {}};
    for (std::size_t i = 0; i < cells; ++i) change.shift.push_back(static_cast<double>(i) + 0.5 * static_cast<double>(difference.changes.size()));
    difference.changes.push_back(change);
  }
  return difference;
}

sim::Ledger ledger() {
  sim::Ledger ledger;
  ledger.claims = {{"one", "demand", "world", "GWh", "an agency", 2025, 1000, 50, "total_demand", "", 950, 0.6},
                   {"two", "price", "", "yuan/Wh", "a newspaper", 2026, 0.5, 0.05, "price", "power", 0.45, 0.7}};
  ledger.conflicts = {{0, sim::ClaimTest::sum, sim::ClaimVerdict::conflict, 900, 100, 0.1, 60, "400 + 500"},
                      {1, sim::ClaimTest::scenario, sim::ClaimVerdict::rounding, 0.45, 0.05, 0.1, 0.06, "the scenario"}};
  return ledger;
}

}  // namespace

sim::Results full_results() {
  using enum sim::VariableId;
  sim::Results results = sample_results({.samples = 3, .years = 2});
  std::erase_if(results.fields, [](const sim::Field& field) {
    return field.id != total_demand && field.id != deliveries && field.id != chemistry_production && field.id != material_demand &&
           field.id != driver_level;
  });
  std::int32_t dimension = 0;
  for (sim::InputSummary& input : results.inputs) input.dimension = ++dimension;
  results.copula_draws = {{"copula.segments.power.price", ++dimension}, {"copula.shock", ++dimension}};
  results.sensitivity = sensitivity_of(results);
  results.update = update_of(results);
  results.difference = difference_of(results);
  results.ledger = ledger();
  return results;
}

}  // namespace cellcast::tests
