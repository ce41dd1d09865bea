#include "sim/score/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/score/forecast.hpp"
#include "sim/score/kernel_density.hpp"

namespace cellcast::sim {
namespace {

std::string address(const std::string& variable, const CellName& cell) {
  return variable + "[" + cell.index + (cell.index.empty() ? "" : ",") + std::to_string(cell.year) + "]";
}

double first_uniform(Stream stream) {
  double u = 0;
  uniforms(stream, 0, {&u, 1});
  return u;
}

/// Adds to each trial its own draw of the error.
void widen(std::vector<double>& values, double sd, Stream errors) {
  constexpr std::size_t kAtOnce = 1024;
  std::array<double, kAtOnce> draws;
  for (std::size_t first = 0; first < values.size(); first += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, values.size() - first);
    uniforms(errors, first, std::span(draws).first(count));
    for (std::size_t i = 0; i < count; ++i) values[first + i] += sd * math::normal_quantile(draws[i]);
  }
}

bool has_logarithms(std::span<const double> values, const Outcome& outcome) {
  return outcome.value > 0 && std::ranges::all_of(values, [](double value) { return value > 0; });
}

double error_on_scale(const Outcome& outcome, bool logarithm) {
  if (logarithm) return outcome.relative ? outcome.sd : outcome.sd / outcome.value;
  return outcome.relative ? outcome.sd * outcome.value : outcome.sd;
}

}  // namespace

Stream error_stream(std::uint64_t seed, const std::string& variable, const CellName& cell) {
  return {seed, stream_id("score.error " + address(variable, cell))};
}

Stream tie_stream(std::uint64_t seed, const std::string& variable, const CellName& cell) {
  return {seed, stream_id("score.tie " + address(variable, cell))};
}

Scores score(std::span<const double> values, std::span<const std::uint32_t> weights, const Outcome& outcome) {
  Scores out;
  out.logarithm = has_logarithms(values, outcome);
  out.error = error_on_scale(outcome, out.logarithm);
  const double x = out.logarithm ? math::log(outcome.value) : outcome.value;

  std::vector<double> scaled(values.begin(), values.end());
  if (out.logarithm)
    for (double& value : scaled) value = math::log(value);
  std::unique_ptr<const Forecast> sorted;  // one at a time: each takes much memory
  if (out.logarithm || out.error == 0) sorted = std::make_unique<const Forecast>(scaled, weights);
  if (out.logarithm) out.log_score = log_score(scaled, weights, *sorted, out.error, x);
  if (out.error > 0) {
    widen(scaled, out.error, outcome.errors);
    sorted.reset();
    sorted = std::make_unique<const Forecast>(scaled, weights);
  }
  const Forecast& forecast = *sorted;

  constexpr std::array kShown{Twentieths::p5, Twentieths::p25, Twentieths::p50, Twentieths::p75, Twentieths::p95};
  std::array<double, kShown.size()> q;
  std::ranges::transform(kShown, q.begin(), [&](Twentieths p) { return forecast.quantile(p); });
  out.pit = forecast.pit(x, first_uniform(outcome.ties));
  out.inside_50 = 0.25 <= out.pit && out.pit <= 0.75;
  out.inside_90 = 0.05 <= out.pit && out.pit <= 0.95;
  out.crps = forecast.crps(x);
  out.interval_50 = interval_score(q[1], q[3], 0.5, x);
  out.interval_90 = interval_score(q[0], q[4], 0.1, x);
  out.miss = x - q[2];
  std::ranges::transform(q, out.quantiles.begin(), [&](double v) { return out.logarithm ? math::exp(v) : v; });
  return out;
}

}  // namespace cellcast::sim
