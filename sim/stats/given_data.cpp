#include "sim/stats/given_data.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/math/normal.hpp"

namespace cellcast::sim {
namespace {

double square(double x) { return x * x; }

std::size_t piece_of(std::uint32_t twice_rank, std::size_t n) {
  return std::min(kPieces - 1, static_cast<std::size_t>(twice_rank - 1) * kPieces / (2 * n));
}

/// The trials of one part of the factor's range, and the line that is fitted there for each output.
struct Part {
  std::size_t first = 0, end = 0;  ///< places in the order
  double mean_score = 0, score_squares = 0;
  std::vector<double> sums, products;  ///< [output], of the values, and of these and the score minus its mean

  std::size_t count() const { return end - first; }
  bool has_slope() const { return score_squares > 1e-9; }
  double slope(std::size_t k) const { return has_slope() ? products[k] / score_squares : 0; }
  double mean(std::size_t k) const { return sums[k] / static_cast<double>(count()); }
  double explained(std::size_t k) const { return sums[k] * mean(k) + slope(k) * products[k]; }
};

/// Outputs whose sums are kept in registers together.
constexpr std::size_t kTogether = 8;

class Fit {
 public:
  Fit(const Ranking& factor, const OutputTable& outputs) : factor_(factor), outputs_(outputs), scores_(outputs.trials) {
    for (std::size_t place = 0; place < outputs.trials; ++place) {
      const std::uint32_t twice = factor.twice[factor.order[place]];
      scores_[place] = outputs.score(twice);
      Part& part = parts_[piece_of(twice, outputs.trials)];
      if (part.count() == 0) part.first = place;
      part.end = place + 1;
    }
    for (Part& part : parts_) {
      if (part.count() > 0) sum(part);
    }
  }

  double explained(std::size_t k) const {
    double total = 0;
    for (const Part& part : parts_) total += part.count() > 0 ? part.explained(k) : 0;
    return total;
  }

  std::size_t coefficients() const {
    std::size_t total = 0;
    for (const Part& part : parts_) total += part.count() > 0 ? 1 + (part.has_slope() ? 1 : 0) : 0;
    return total;
  }

  /// use(fitted value, value) for each trial.
  template <class Use>
  void for_each(std::size_t k, Use use) const {
    for (const Part& part : parts_) {
      if (part.count() == 0) continue;
      const double mean = part.mean(k), slope = part.slope(k);
      for (std::size_t place = part.first; place < part.end; ++place)
        use(mean + slope * (scores_[place] - part.mean_score), outputs_.row(factor_.order[place])[k]);
    }
  }

  /// The mean of the outermost parts that hold a tenth of the trials, minus the mean of all.
  double tail_mean(std::size_t k, bool low) const {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t p = 0; p < kPieces && count * 10 < outputs_.trials; ++p) {
      const Part& part = parts_[low ? p : kPieces - 1 - p];
      if (part.count() == 0) continue;
      sum += part.sums[k];
      count += part.count();
    }
    return sum / static_cast<double>(count);
  }

 private:
  void sum(Part& part) {
    for (std::size_t place = part.first; place < part.end; ++place) part.mean_score += scores_[place];
    part.mean_score /= static_cast<double>(part.count());
    for (std::size_t place = part.first; place < part.end; ++place) part.score_squares += square(scores_[place] - part.mean_score);
    part.sums.resize(outputs_.columns);
    part.products.resize(outputs_.columns);
    for (std::size_t k = 0; k < outputs_.columns; k += kTogether) {
      std::array<double, kTogether> sums{}, products{};
      const std::size_t some = std::min(kTogether, outputs_.columns - k);
      for (std::size_t place = part.first; place < part.end; ++place) {
        const double* values = outputs_.row(factor_.order[place]) + k;
        const double score = scores_[place] - part.mean_score;
        for (std::size_t i = 0; i < some; ++i) {
          sums[i] += values[i];
          products[i] += values[i] * score;
        }
      }
      std::copy_n(sums.begin(), some, part.sums.begin() + static_cast<std::ptrdiff_t>(k));
      std::copy_n(products.begin(), some, part.products.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }

  const Ranking& factor_;
  const OutputTable& outputs_;
  std::vector<double> scores_;  ///< [place in the order]
  std::array<Part, kPieces> parts_;
};

/// The variance of the share's influence function: what a trial adds to the explained variance, less the share of what it adds to all.
double influence(const Fit& fit, std::size_t k, double share, double variance) {
  const double explained = share * variance;
  double squares = 0;
  std::size_t count = 0;
  fit.for_each(k, [&](double fitted, double value) {
    const double of_explained = fitted * fitted + 2 * fitted * (value - fitted) - explained, of_all = value * value - variance;
    squares += square((of_explained - share * of_all) / variance);
    ++count;
  });
  return squares / static_cast<double>(count);
}

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
      values(trials * columns),
      means(columns),
      squares(columns),
      ranks(trials * columns),
      rank_squares(columns),
      scores(normal_scores(trials)) {
  for (std::size_t k = 0; k < columns; ++k) {
    const Ranking ranking = sim::ranking(of[k]);
    for (std::size_t i = 0; i < trials; ++i) {
      means[k] += of[k][i] / static_cast<double>(trials);
      const double rank = static_cast<double>(ranking.twice[i]) - static_cast<double>(trials + 1);
      ranks[i * columns + k] = rank;
      rank_squares[k] += rank * rank;
    }
    if (rank_squares[k] == 0) means[k] = of[k].front();
    for (std::size_t i = 0; i < trials; ++i) {
      const double value = of[k][i] - means[k];
      values[i * columns + k] = value;
      squares[k] += value * value;
    }
  }
}

OutputTable OutputTable::column(std::size_t k) const {
  OutputTable one(std::span<const std::span<const double>>{});
  one.trials = trials;
  one.columns = 1;
  one.means = {means[k]};
  one.squares = {squares[k]};
  one.rank_squares = {rank_squares[k]};
  one.scores = scores;
  for (std::size_t i = 0; i < trials; ++i) {
    one.values.push_back(values[i * columns + k]);
    one.ranks.push_back(ranks[i * columns + k]);
  }
  return one;
}

FactorEffects factor_effects(const Ranking& factor, const OutputTable& outputs, std::size_t fitted) {
  const std::size_t columns = outputs.columns;
  const auto n = static_cast<double>(outputs.trials);
  FactorEffects effects;
  for (auto* each : {&effects.first_order, &effects.error, &effects.spearman, &effects.low, &effects.high}) each->resize(columns);
  const Fit fit(factor, outputs);
  const auto coefficients = static_cast<double>(fit.coefficients() + fitted);

  std::vector<double> products(columns);
  double squares = 0;
  for (std::size_t i = 0; i < outputs.trials; ++i) {
    const double rank = static_cast<double>(factor.twice[i]) - (n + 1);
    squares += rank * rank;
    const double* ranks = outputs.ranks.data() + i * columns;
    for (std::size_t k = 0; k < columns; ++k) products[k] += rank * ranks[k];  // integers: exact in any order
  }
  for (std::size_t k = 0; k < columns; ++k) {
    effects.low[k] = outputs.means[k] + fit.tail_mean(k, true);
    effects.high[k] = outputs.means[k] + fit.tail_mean(k, false);
    if (outputs.rank_squares[k] == 0 || squares == 0) continue;  // a constant drives nothing, and nothing drives it
    effects.spearman[k] = products[k] / std::sqrt(squares * outputs.rank_squares[k]);
    const double variance = outputs.squares[k] / n, raw = std::clamp(fit.explained(k) / outputs.squares[k], 0.0, 1.0);
    const double share = std::max(0.0, 1 - (1 - raw) * (n - 1) / (n - coefficients));
    const double chance = 2 * coefficients / (n * n);
    // Where hardly anything is explained, the influence function of a normal output will do.
    const double spread = share < 0.01 ? 4 * share : influence(fit, k, raw, variance);
    effects.first_order[k] = share;
    effects.error[k] = std::sqrt(spread / n + chance);
  }
  return effects;
}

JointScores::JointScores(std::vector<const Ranking*> factors, const OutputTable& outputs)
    : factors_(std::move(factors)), outputs_(&outputs), weights_(factors_.size() * outputs.columns) {
  const std::size_t size = factors_.size(), columns = outputs.columns;
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size));
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(columns));
  std::vector<double> z(size);
  for (std::size_t i = 0; i < outputs.trials; ++i) {
    for (std::size_t f = 0; f < size; ++f) z[f] = outputs.score(factors_[f]->twice[i]);
    for (std::size_t f = 0; f < size; ++f) {
      for (std::size_t g = 0; g <= f; ++g) squares(static_cast<Eigen::Index>(f), static_cast<Eigen::Index>(g)) += z[f] * z[g];
      for (std::size_t k = 0; k < columns; ++k)
        products(static_cast<Eigen::Index>(f), static_cast<Eigen::Index>(k)) += z[f] * outputs.row(i)[k];
    }
  }
  const Eigen::LDLT<Eigen::MatrixXd> solver(squares.selfadjointView<Eigen::Lower>());
  for (std::size_t k = 0; k < columns; ++k) {
    const Eigen::VectorXd weights = solver.solve(products.col(static_cast<Eigen::Index>(k)));
    std::copy_n(weights.data(), size, weights_.data() + k * size);
  }
}

std::vector<double> JointScores::of(std::size_t column) const {
  const double* weights = weights_.data() + column * factors_.size();
  std::vector<double> scores(outputs_->trials);
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += weights[f] * outputs_->score(factors_[f]->twice[i]);
  }
  return scores;
}

}  // namespace cellcast::sim
