#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/score/coverage.hpp"
#include "sim/score/naive.hpp"
#include "sim/score/outcome.hpp"

namespace cellcast::sim {

/// An actual, and what a vintage and those that it is held against scored on it.
struct ScoredActual {
  std::string variable, index, unit;
  int year = 0, horizon = 0;                ///< horizon: year less base year, >= 1
  double value = 0, factor = 1;             ///< as published; value x factor is on the variable's basis
  double sd = 0;                            ///< as published
  bool relative = false;
  std::string basis, own_basis;             ///< what the figure counts, and what the variable does; empty: the same, and nothing
  std::string published, source;
  std::uint32_t line = 0;                   ///< of the file
  bool counts = true;                       ///< in means: the first row of its number
  Scores scores;
  std::vector<double> claims;               ///< point forecasts published at the vintage's date, in the variable's unit, > 0
  std::optional<double> published_crps;     ///< mean |log error| of these; of logarithms only
  std::optional<NaiveForecast> naive;
  std::optional<double> naive_crps;         ///< of logarithms only
};

/// What others scored over the actuals that both have.
struct Reference {
  std::uint64_t count = 0;
  double mean_crps = 0;              ///< theirs
  std::optional<double> skill{};     ///< 1 - ratio of mean CRPS; nothing where theirs is 0
};

/// Means over those actuals that count and are scored on the logarithm.
struct Summary {
  std::uint64_t count = 0;
  double crps = 0, interval_50 = 0, interval_90 = 0, mean_pit = 0, median_miss = 0;
  std::uint64_t log_scores = 0;  ///< of which there are so many
  double log_score = 0;
  Reference published, naive;
  Coverage coverage_50, coverage_90;
  std::array<std::uint64_t, 10> pit{};  ///< how many in each tenth
};

Summary summarize(const std::vector<const ScoredActual*>& actuals);

/// Why actuals are not scored.
struct LeftOut {
  std::uint64_t unknown = 0;   ///< the scenario has no such variable or label
  std::uint64_t outside = 0;   ///< up to the base year, or after the horizon
  std::uint64_t observed = 0;  ///< up to the year that the observations end in
};

/// A scenario with the information of a day, and its scores.
struct Vintage {
  std::string name, title, file, actuals, method;
  std::uint64_t seed = 0, trials = 0;
  int base_year = 0, end_year = 0;
  std::optional<double> effective_trials{};  ///< where trials are weighted by observations
  int observed_until = 0;                    ///< year; where they are
  std::uint64_t observations = 0, exact = 0; ///< that weigh the trials; exact figures, which cannot
  LeftOut left_out;
  std::vector<ScoredActual> scored{};
};

/// The summaries of a vintage: of all, and by horizon and by variable in the order of these.
struct Card {
  Summary all;
  std::vector<std::pair<int, Summary>> horizons;
  std::vector<std::pair<std::string, Summary>> variables;
};

Card card(const std::vector<const Vintage*>& vintages);

}  // namespace cellcast::sim
