#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "output/verify/compare_results.hpp"
#include "tests/properties/complaints.hpp"
#include "tests/properties/invariants.hpp"

namespace cellcast::tests {

namespace {

template <class Value>
std::span<const Value> row(const std::vector<Value>& values, std::size_t cell, std::size_t length) {
  return std::span(values).subspan(cell * length, length);
}

/// The invariants of the statistics of one cell of a field.
class CellCheck {
 public:
  CellCheck(const sim::Results& results, const sim::Field& field, std::size_t cell, Complaints& out)
      : results_(results), field_(field), cell_(cell), out_(out), trials_(static_cast<double>(results.trials)) {}

  void run() {
    moments();
    quantiles();
    exceedance();
    histogram();
    if (results_.samples == results_.trials) against_trials();
  }

 private:
  double low() const { return field_.min[cell_]; }
  double high() const { return field_.max[cell_]; }

  void finite(const char* what, double value) {
    if (!std::isfinite(value)) out_.equal(what, value, 0);
  }

  void moments() {
    for (const auto* values : {&field_.mean, &field_.sd, &field_.min, &field_.max, &field_.mean_error}) finite("finite", (*values)[cell_]);
    out_.at_most("min against max", low(), high());
    out_.within("mean", field_.mean[cell_], low(), high());
    // Popoviciu: n values in [a, b] have a variance of at most (b - a)^2 / 4, with divisor n.
    const double divisor = std::max(1.0, trials_ - 1) / trials_;
    out_.within("sd", field_.sd[cell_] * std::sqrt(divisor), 0, (high() - low()) / 2);
    out_.at_least("mean_error", field_.mean_error[cell_], 0);
  }

  void quantiles() {
    const std::size_t count = results_.probabilities.size();
    const auto q = row(field_.quantiles, cell_, count), below = row(field_.quantiles_low, cell_, count),
               above = row(field_.quantiles_high, cell_, count);
    for (std::size_t i = 0; i < count; ++i) {
      out_.within("quantile", q[i], low(), high());
      if (i > 0) out_.at_least("quantiles increase", q[i], q[i - 1]);
      // There is no bound where no trial can be one: fewer than ln 0.025 / ln p trials. Otherwise the replicates of a design decide; and
      // what is known to be constant is its own bound.
      const double p = results_.probabilities[i];
      if (!std::isnan(below[i])) out_.within("quantile's lower bound", below[i], low(), q[i]);
      if (!std::isnan(above[i])) out_.within("quantile's upper bound", above[i], q[i], high());
      if (low() == high()) continue;
      if (std::pow(1 - p, trials_) > 0.0251) out_.equal("a lower bound where there is none", std::isnan(below[i]) ? 1 : 0, 1);
      if (std::pow(p, trials_) > 0.0251) out_.equal("an upper bound where there is none", std::isnan(above[i]) ? 1 : 0, 1);
    }
  }

  void exceedance() {
    const auto values = row(field_.exceedance, cell_, field_.thresholds.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      out_.within("exceedance", values[i], 0, 1);
      if (i > 0) out_.at_most("exceedance decreases", values[i], values[i - 1]);
      if (field_.thresholds[i] >= high()) out_.equal("exceedance of the maximum", values[i], 0);
      if (field_.thresholds[i] < low()) out_.equal("exceedance below the minimum", values[i], 1);
    }
  }

  void histogram() {
    const auto counts = row(field_.histogram, cell_, sim::kHistogramBins);
    const auto edges = row(field_.histogram_edges, cell_, sim::kHistogramBins + 1);
    out_.equal("histogram counts all trials", static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})), trials_);
    for (const std::int64_t count : counts) out_.at_least("histogram count", static_cast<double>(count), 0);
    for (std::size_t i = 1; i < edges.size(); ++i) out_.at_least("histogram edges increase", edges[i], edges[i - 1]);
    out_.at_most("first edge", edges.front(), low());
    out_.at_least("last edge", edges.back(), high());
  }

  void against_trials() {
    const auto kept = row(field_.samples, cell_, static_cast<std::size_t>(results_.samples));
    std::vector<double> sorted(kept.begin(), kept.end());
    std::ranges::sort(sorted);
    if (sorted.front() != low()) out_.equal("min of the trials", low(), sorted.front());
    if (sorted.back() != high()) out_.equal("max of the trials", high(), sorted.back());
    const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    out_.equal("mean of the trials", field_.mean[cell_], sum / trials_, std::max(std::fabs(low()), std::fabs(high())));
    for (std::size_t i = 0; i < field_.thresholds.size(); ++i) {
      const auto more = std::ranges::count_if(kept, [&](double x) { return x > field_.thresholds[i]; });
      out_.equal("exceedance of the trials", field_.exceedance[cell_ * field_.thresholds.size() + i], static_cast<double>(more) / trials_);
    }
    for (std::size_t i = 0; i < results_.probabilities.size(); ++i) order_statistic(sorted, i);
  }

  /// The smallest x with F(x) >= p, to the width of a coarse bin: docs/methods.md.
  void order_statistic(const std::vector<double>& sorted, std::size_t i) {
    const double p = results_.probabilities[i], q = field_.quantiles[cell_ * results_.probabilities.size() + i];
    const double bin = std::fabs(q) / 128;
    const auto first = std::ranges::lower_bound(sorted, q - bin), last = std::ranges::upper_bound(sorted, q + bin);
    out_.at_most("quantile of the trials, from below", static_cast<double>(first - sorted.begin()) / trials_, p);
    out_.at_least("quantile of the trials, from above", static_cast<double>(last - sorted.begin()) / trials_, p);
  }

  const sim::Results& results_;
  const sim::Field& field_;
  std::size_t cell_;
  Complaints& out_;
  double trials_;
};

/// What the observations make of a field: another weighting of the same trials.
void check_updated(const sim::Field& prior, const sim::Field& updated, Complaints& out) {
  for (std::size_t cell = 0; cell < prior.cells && !out.full(); ++cell) {
    out.go_to("updated " + std::string(sim::variable(prior.id).name) + ", cell " + std::to_string(cell) + ": ");
    out.at_least("min", updated.min[cell], prior.min[cell]);
    out.at_most("max", updated.max[cell], prior.max[cell]);
    out.within("mean", updated.mean[cell], updated.min[cell], updated.max[cell]);
    const auto q = row(updated.quantiles, cell, updated.quantiles.size() / updated.cells);
    for (const double quantile : q) out.within("quantile", quantile, updated.min[cell], updated.max[cell]);
    for (std::size_t i = 1; i < q.size(); ++i) out.at_least("quantiles increase", q[i], q[i - 1]);
  }
}

}  // namespace

std::vector<std::string> wrong_in_statistics(const sim::Results& results) {
  Complaints out;
  for (const sim::Field& field : results.fields) {
    for (std::size_t cell = 0; cell < field.cells && !out.full(); ++cell) {
      out.go_to(std::string(sim::variable(field.id).name) + ", cell " + std::to_string(cell) + ": ");
      CellCheck(results, field, cell, out).run();
    }
  }
  if (results.update) {
    out.go_to("updated: ");
    out.within("effective trials", results.update->effective_trials, 1, static_cast<double>(results.trials));
    for (std::size_t i = 0; i < results.fields.size(); ++i) check_updated(results.fields[i], results.update->fields[i], out);
  }
  return std::move(out).lines();
}

std::vector<std::string> wrong(const config::Scenario& scenario, const sim::Results& results) {
  std::vector<std::string> lines = wrong_in_trials(scenario, results);
  std::ranges::move(wrong_in_statistics(results), std::back_inserter(lines));
  return lines;
}

std::string difference(const sim::Results& first, const sim::Results& second) {
  if (first.trials != second.trials || first.samples != second.samples) return "trials";
  const output::Comparison found = output::compare(first, second);
  return found.first ? found.first->text() : "";
}

}  // namespace cellcast::tests
