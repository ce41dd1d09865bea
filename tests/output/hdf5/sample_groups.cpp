#include "tests/output/hdf5/sample_groups.hpp"

#include <algorithm>

namespace cellcast::tests {

namespace {

/// [field][cell][factor], each value another one.
sim::FactorNumbers factor_numbers(const std::vector<sim::Field>& fields, std::size_t factors, double offset) {
  sim::FactorNumbers all;
  for (const sim::Field& field : fields) {
    std::vector<double>& values = all.emplace_back();
    for (std::size_t i = 0; i < field.cells * factors; ++i) values.push_back(offset += 1e-3);
  }
  return all;
}

/// Fields without numbers, of the last year only: what a sensitivity has.
sim::Sensitivity sensitivity(const sim::Results& results) {
  sim::Sensitivity made;
  made.trials = 2048;
  made.labels = results.labels;
  made.labels.years = {results.labels.years.back()};
  for (const sim::Field& field : results.fields) {
    sim::Field bare{};
    bare.id = field.id;
    bare.cells = field.cells / results.labels.years.size();
    made.fields.push_back(std::move(bare));
  }
  const auto numbers = [&](std::size_t factors, double offset) { return factor_numbers(made.fields, factors, offset); };
  made.given_data = {{"segments.power.price", "shock.common"},
                     numbers(2, 0.3),
                     numbers(2, 0.2),
                     numbers(2, 0.4),
                     numbers(2, -0.5),
                     numbers(2, 90),
                     numbers(2, 110)};
  made.design = sim::DesignIndices{4096,
                                   {"segments.power.price", "shock.common", "a with b"},
                                   numbers(3, 0.1),
                                   numbers(3, 0.05),
                                   numbers(3, 0.2),
                                   numbers(3, 0.3),
                                   numbers(3, 0.2),
                                   numbers(3, 0.5)};
  return made;
}

sim::Update update(const sim::Results& results) {
  sim::Update made;
  made.effective_trials = 123.5;
  made.labels = results.labels;
  made.fields = results.fields;
  for (sim::Field& field : made.fields) {
    field.samples.clear();
    for (double& mean : field.mean) mean += 0.125;
  }
  for (const sim::InputSummary& input : results.inputs) made.inputs.push_back({input.name, input.mean + 1, 0.25, 2, input.quantiles});
  made.observations = {{"total_demand", "", 2024, false, 150, 5, 140, 9, 0.8, 147, 4},
                       {"price", "power", 2025, true, 0.5, 0.1, 0.6, 0.2, 0.3, 0.55, 0.1}};
  return made;
}

sim::Difference difference(const sim::Results& results) {
  sim::Difference made;
  made.base = "base";
  made.shared_inputs = 3;
  made.labels = results.labels;
  made.fields = results.fields;
  std::size_t cells = 0;
  for (sim::Field& field : made.fields) {
    field.thresholds = {0};
    field.exceedance.assign(field.cells, 0.75);
    made.variance_reduction.emplace_back(field.cells, 12.5);
    cells += field.cells;
  }
  made.changes = {{"economy.cumulative_production", "1000", "1200", std::vector<double>(cells, 0.5)},
                  {"", "", "", std::vector<double>(cells, -0.25)}};
  return made;
}

sim::Ledger ledger() {
  sim::Ledger made;
  made.claims = {{"total", "output", "world", "GWh", "a report", 2024, 1170, 0.5, "total_production", "", 1165, 0.4},
                 {"2", "output", "", "GWh", "", 0, 1171, 0.5, "", ""}};
  made.conflicts = {{0, sim::ClaimTest::sum, sim::ClaimVerdict::rounding, 1171, -1, -1.0 / 1171, 1, "823 + 254 + 94"},
                    {1, sim::ClaimTest::scenario, sim::ClaimVerdict::conflict, 0, 1171, 1, 0.5, "in no trial"}};
  return made;
}

}  // namespace

void add_groups(sim::Results& results) {
  results.sensitivity = sensitivity(results);
  results.update = update(results);
  results.difference = difference(results);
  results.ledger = ledger();
}

}  // namespace cellcast::tests
