#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sim/model/labels.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// What became known of a number that trials forecast.
struct Outcome {
  double value = 0;       ///< in the number's unit, on its basis
  double sd = 0;          ///< >= 0, of its error, in the same unit, or of the logarithm where `relative`; 0: exact
  bool relative = false;  ///< value > 0
  Stream errors{};        ///< of each trial's own draw of the error
  Stream ties{};          ///< whose first uniform divides what has a probability of its own
};

/// Where the draws of an output's scores come from, under the seed of its scenario: `score.error production[power,2025]`, `score.tie ...`.
Stream error_stream(std::uint64_t seed, const std::string& variable, const CellName& cell);
Stream tie_stream(std::uint64_t seed, const std::string& variable, const CellName& cell);

/// What a forecast scored, on the logarithm where the outcome and all trials are above 0, else on the value; docs/scores.md.
struct Scores {
  bool logarithm = false;
  double error = 0;                    ///< sd of the outcome's error on the scale
  double pit = 0;                      ///< [0, 1], place of the outcome in the forecast
  bool inside_50 = false, inside_90 = false;
  double crps = 0, interval_50 = 0, interval_90 = 0;  ///< on the scale
  double miss = 0;                     ///< outcome less the forecast's median, on the scale
  std::optional<double> log_score;     ///< nats; of logarithms only
  std::array<double, 5> quantiles{};   ///< P5, P25, P50, P75, P95 of the forecast, in the number's unit
};

/// values [trial], finite; weights [trial], or none. Takes up to 40 bytes a trial.
Scores score(std::span<const double> values, std::span<const std::uint32_t> weights, const Outcome& outcome);

}  // namespace cellcast::sim
