#include "bench/peers/scalar_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>

namespace cellcast::bench {
namespace {

constexpr double kMargin = 0.1;  // of the pilot's range, on either side
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

ScalarStatistics::ScalarStatistics(std::size_t values) : kept_(values, {0, 0, 0, 0, kInfinity, -kInfinity}), bins_(values * kBins) {}

void ScalarStatistics::see(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    kept_[i].min = std::min(kept_[i].min, values[i]);
    kept_[i].max = std::max(kept_[i].max, values[i]);
  }
}

void ScalarStatistics::set_bins() {
  for (Kept& kept : kept_) {
    const bool is_atom = kept.max == kept.min;  // so far
    const double range = is_atom ? 1e-6 * std::max(1.0, std::abs(kept.min)) : kept.max - kept.min;
    kept.low = kept.min - kMargin * range;
    kept.scale = kBins / (range * (1 + 2 * kMargin));
    kept.min = kInfinity;
    kept.max = -kInfinity;
  }
}

void ScalarStatistics::add(std::span<const double> values) {
  ++count_;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Kept& kept = kept_[i];
    const double x = values[i], position = (x - kept.low) * kept.scale;
    kept.min = std::min(kept.min, x);
    kept.max = std::max(kept.max, x);
    kept.sum += position;
    kept.squares += position * position;
    ++bins_[i * kBins + static_cast<std::size_t>(std::clamp(position, 0.0, kBins - 1.0))];
  }
}

double ScalarStatistics::mean(std::size_t value) const {
  const Kept& kept = kept_[value];
  return kept.max > kept.min ? kept.low + kept.sum / static_cast<double>(count_) / kept.scale : kept.min;
}

double ScalarStatistics::sd(std::size_t value) const {
  const Kept& kept = kept_[value];
  const auto n = static_cast<double>(count_);
  return kept.max > kept.min ? std::sqrt(std::max(0.0, (kept.squares - kept.sum * kept.sum / n) / (n - 1))) / kept.scale : 0;
}

double ScalarStatistics::quantile(std::size_t value, double probability) const {
  const Kept& kept = kept_[value];
  const double rank = probability * static_cast<double>(count_);
  double below = 0;
  std::size_t bin = 0;
  for (; bin + 1 < kBins && below + bins_[value * kBins + bin] < rank; ++bin) below += bins_[value * kBins + bin];
  const double part = (rank - below) / std::max(1.0, static_cast<double>(bins_[value * kBins + bin]));
  return std::clamp(kept.low + (static_cast<double>(bin) + part) / kept.scale, kept.min, kept.max);
}

void write_csv(const sim::Plan& plan, const ScalarStatistics& statistics, std::ostream& out) {
  const auto write = [&](const std::string& name, std::size_t value) {
    out << name << ",mean," << statistics.mean(value) << '\n' << name << ",sd," << statistics.sd(value) << '\n';
    out << name << ",min," << statistics.min(value) << '\n' << name << ",max," << statistics.max(value) << '\n';
    for (const double p : plan.probabilities)
      out << name << ",quantiles_" << config::text(p) << ',' << statistics.quantile(value, p) << '\n';
  };
  out.precision(17);
  out << "variable,index,year,statistic,value\n";
  for (const sim::Variable& variable : sim::variables()) {
    std::size_t value = plan.layout.offset(variable.id);
    for (const sim::CellName& cell : sim::cell_names(plan.labels, variable))
      write(std::string(variable.name) + ',' + cell.index + ',' + std::to_string(cell.year), value++);
  }
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) write("input," + plan.inputs[k].name + ',', plan.layout.rows() + k);
}

}  // namespace cellcast::bench
