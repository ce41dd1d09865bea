#include "sim/stats/infer/output_table.hpp"

#include <utility>

#include "sim/math/normal.hpp"

namespace cellcast::sim {
namespace {

/// [twice the rank]: the normal quantile of (rank - 1/2) / n.
std::vector<double> normal_scores(std::size_t n) {
  std::vector<double> scores(2 * n + 1);
  for (std::size_t twice = 2; twice <= 2 * n; ++twice)
    scores[twice] = math::normal_quantile((static_cast<double>(twice) - 1) / (2 * static_cast<double>(n)));
  return scores;
}

}  // namespace

OutputTable::OutputTable(std::span<const std::span<const double>> of)
    : trials(of.empty() ? 0 : of.front().size()),
      columns(of.size()),
      given(trials * columns),
      values(trials * columns),
      squares(columns),
      fourths(columns),
      ranks(trials * columns),
      rank_squares(columns),
      scores(std::make_shared<const std::vector<double>>(normal_scores(trials))) {
  for (std::size_t k = 0; k < columns; ++k) {
    const Ranking ranking = sim::ranking(of[k]);
    double mean = 0;
    for (std::size_t i = 0; i < trials; ++i) {
      mean += of[k][i] / static_cast<double>(trials);
      const double rank = static_cast<double>(ranking.twice[i]) - static_cast<double>(trials + 1);
      given[i * columns + k] = of[k][i];
      ranks[i * columns + k] = rank;
      rank_squares[k] += rank * rank;
    }
    if (rank_squares[k] == 0) mean = of[k].front();
    for (std::size_t i = 0; i < trials; ++i) {
      const double value = of[k][i] - mean, square = value * value;
      values[i * columns + k] = value;
      squares[k] += square;
      fourths[k] += square * square;
    }
  }
}

OutputTable OutputTable::column(std::size_t k) const {
  OutputTable one(std::span<const std::span<const double>>{});
  one.trials = trials;
  one.columns = 1;
  one.squares = {squares[k]};
  one.fourths = {fourths[k]};
  one.rank_squares = {rank_squares[k]};
  one.scores = scores;
  for (auto [of, to] : {std::pair{&given, &one.given}, {&values, &one.values}, {&ranks, &one.ranks}}) {
    to->resize(trials);
    for (std::size_t i = 0; i < trials; ++i) (*to)[i] = (*of)[i * columns + k];
  }
  return one;
}

}  // namespace cellcast::sim
