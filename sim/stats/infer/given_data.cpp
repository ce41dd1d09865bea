#include "sim/stats/infer/given_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/math/square.hpp"
#include "sim/stats/infer/local_noise.hpp"

namespace cellcast::sim {
namespace {

/// The same quantile of what chance explains, which has a longer upper tail: chi-square, of 39 degrees of freedom.
constexpr double kChance975 = 2.2;

constexpr double kHardly = 0.01;

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
  double coefficients() const { return has_slope() ? 2 : 1; }
  double slope(std::size_t k) const { return has_slope() ? products[k] / score_squares : 0; }
  double mean(std::size_t k) const { return sums[k] / static_cast<double>(count()); }
  double explained(std::size_t k) const { return sums[k] * mean(k) + slope(k) * products[k]; }
};

/// Outputs whose sums are kept in registers together.
constexpr std::size_t kTogether = 8;

class Fit {
 public:
  Fit(const RankedFactor& factor, const OutputTable& outputs) : factor_(factor), outputs_(outputs), scores_(outputs.trials) {
    std::array<Part, kPieces> parts;
    const Ranking& ranking = *factor.ranking;
    for (std::size_t place = 0; place < outputs.trials; ++place) {
      const std::uint32_t twice = ranking.twice[ranking.order[place]];
      scores_[place] = outputs.score(twice);
      Part& part = parts[piece_of(twice, outputs.trials)];
      if (part.count() == 0) part.first = place;
      part.end = place + 1;
    }
    for (Part& part : parts) {
      if (part.count() == 0) continue;
      sum(part);
      coefficients_ += part.coefficients();
      parts_.push_back(std::move(part));
    }
    find_leverage();
  }

  /// Sum of the squares of residuals, corrected for what was fitted.
  double noise(std::size_t k) const {
    const auto n = static_cast<double>(outputs_.trials);
    double left = outputs_.squares[k];
    for (const Part& part : parts_) left -= part.explained(k);
    return std::max(0.0, left) * n / (n - coefficients_);
  }

  LocalNoise local(std::size_t k) const {
    OrderedPair pair;
    std::vector<double> residuals;
    std::vector<FittedPart> fitted;
    for (auto* each : {&pair.factor, &pair.values, &pair.ranks, &residuals}) each->reserve(outputs_.trials);
    for (const Part& part : parts_) {
      fitted.push_back({part.first, part.end, part.coefficients()});
      const double mean = part.mean(k), slope = part.slope(k);
      for (std::size_t place = part.first; place < part.end; ++place) {
        const std::uint32_t trial = factor_.ranking->order[place];
        const double value = outputs_.row(trial)[k];
        pair.factor.push_back(factor_.values[trial]);
        pair.values.push_back(value);
        pair.ranks.push_back(outputs_.ranks[trial * outputs_.columns + k]);
        residuals.push_back(value - (mean + slope * (scores_[place] - part.mean_score)));
      }
    }
    return local_noise(pair, fitted, residuals, outputs_.squares[k]);
  }

  /// The variance of the share where the output does not depend on the factor: of the trace of a projection and a random permutation of
  /// the output (Kazi-Aoual, Hitier, Sabatier & Lebreton 1995, Comput. Stat. Data Anal. 20, 643-656). Exact, however the output is
  /// distributed.
  double chance(std::size_t k) const {
    const double n = static_cast<double>(outputs_.trials), p = coefficients_ - 1, own = 1 / outputs_.effective(k);
    const double apart = 2 * ((n - 1) * p - p * p) * (n - 2) / ((n - 1) * (n - 1) * (n + 1) * (n - 2));
    const double alone = (n * (n + 1) * leverage_squares_ - (n - 1) * (p * p + 2 * p)) * (n * (n + 1) * own - 3 * (n - 1)) /
                         ((n + 1) * n * (n - 1) * (n - 2) * (n - 3));
    return std::max(0.0, apart + alone) * math::square((n - 1) / (n - coefficients_));
  }

  double coefficients() const { return coefficients_; }

  /// [output], the means over the outermost parts that hold a tenth of the trials.
  std::vector<double> tail_means(bool low) const {
    std::vector<double> means(outputs_.columns);
    std::size_t count = 0;
    for (std::size_t p = 0; p < parts_.size() && count * 10 < outputs_.trials; ++p) {
      const Part& part = parts_[low ? p : parts_.size() - 1 - p];
      for (std::size_t place = part.first; place < part.end; ++place) {
        const double* given = outputs_.given.data() + factor_.ranking->order[place] * outputs_.columns;
        for (std::size_t k = 0; k < means.size(); ++k) means[k] += given[k];
      }
      count += part.count();
    }
    for (double& mean : means) mean = mean / static_cast<double>(count) + 0.0;  // not -0
    return means;
  }

 private:
  void sum(Part& part) {
    for (std::size_t place = part.first; place < part.end; ++place) part.mean_score += scores_[place];
    part.mean_score /= static_cast<double>(part.count());
    for (std::size_t place = part.first; place < part.end; ++place) part.score_squares += math::square(scores_[place] - part.mean_score);
    for (auto* each : {&part.sums, &part.products}) each->resize(outputs_.columns);
    std::size_t k = 0;
    for (; k + kTogether <= outputs_.columns; k += kTogether) sum<kTogether>(part, k);
    for (; k < outputs_.columns; ++k) sum<1>(part, k);
  }

  /// Of so many outputs from k on.
  template <std::size_t count>
  void sum(Part& part, std::size_t k) const {
    std::array<double, count> sums{}, products{};
    for (std::size_t place = part.first; place < part.end; ++place) {
      const double* values = outputs_.row(factor_.ranking->order[place]) + k;
      const double score = scores_[place] - part.mean_score;
      for (std::size_t i = 0; i < count; ++i) {
        sums[i] += values[i];
        products[i] += values[i] * score;
      }
    }
    std::ranges::copy(sums, part.sums.begin() + static_cast<std::ptrdiff_t>(k));
    std::ranges::copy(products, part.products.begin() + static_cast<std::ptrdiff_t>(k));
  }

  void find_leverage() {
    const double n = static_cast<double>(outputs_.trials);
    for (const Part& part : parts_) {
      const double own = 1 / static_cast<double>(part.count()) - 1 / n, slope = part.has_slope() ? 1 / part.score_squares : 0;
      for (std::size_t place = part.first; place < part.end; ++place)
        leverage_squares_ += math::square(own + math::square(scores_[place] - part.mean_score) * slope);
    }
  }

  const RankedFactor& factor_;
  const OutputTable& outputs_;
  std::vector<double> scores_;  ///< [place in the order]
  std::vector<Part> parts_;
  double coefficients_ = 0, leverage_squares_ = 0;
};

struct Share {
  double value = 0, low = 0, high = 0;
};

constexpr Share kUnknown{std::numeric_limits<double>::quiet_NaN(), 0, 1};

/// Of an output that is not constant, and a factor that is not.
Share share_of(const Fit& fit, const OutputTable& outputs, std::size_t k, std::size_t fitted) {
  const double n = static_cast<double>(outputs.trials), total = outputs.squares[k], more = static_cast<double>(fitted);
  const double scale = (n - 1) / (n - more) / total;  // of a sum of squares of noise, to its share
  const double chance = fit.chance(k) * (1 + more / fit.coefficients());
  const double effective = outputs.effective(k), wider = 1 + kFewEffective / effective;
  const bool is_few = effective < kFewEffective;
  const double plain = 1 - fit.noise(k) * scale;
  const auto interval = [&](double share, double spread, double unresolved) {
    const double low = share - wider * std::sqrt(math::square(kNormal975) * spread + math::square(kChance975) * chance);
    const double high = share + wider * kNormal975 * std::sqrt(spread + chance) + unresolved;
    return Share{share, std::max(0.0, low), is_few ? 1 : std::min(1.0, high)};
  };
  const bool is_chance = plain < kChance975 * std::sqrt(chance);
  if (is_chance && is_few) return kUnknown;
  // Where hardly anything is explained, the influence function of a normal output will do.
  if (is_chance || (plain < kHardly && !is_few)) return interval(std::max(0.0, plain), 4 * std::max(0.0, plain) / n, 0);
  const LocalNoise noise = fit.local(k);
  const Share share = interval(std::clamp(1 - noise.sum * scale, 0.0, 1.0), noise.squares * scale * scale, noise.unresolved * scale);
  return is_few && share.low <= 0 ? kUnknown : share;
}

/// sums[i] = the sum of the ranks' products with those of output k + i.
template <std::size_t count>
void add_products(const std::vector<double>& ranks, const OutputTable& outputs, std::size_t k, double* sums) {
  std::array<double, count> here{};
  for (std::size_t trial = 0; trial < outputs.trials; ++trial) {
    const double* others = outputs.ranks.data() + trial * outputs.columns + k;
    for (std::size_t i = 0; i < count; ++i) here[i] += ranks[trial] * others[i];
  }
  std::ranges::copy(here, sums);
}

/// [output]; of integers, and so exact in any order.
std::vector<double> rank_products(const std::vector<double>& ranks, const OutputTable& outputs) {
  std::vector<double> products(outputs.columns);
  std::size_t k = 0;
  for (; k + kTogether <= outputs.columns; k += kTogether) add_products<kTogether>(ranks, outputs, k, &products[k]);
  for (; k < outputs.columns; ++k) add_products<1>(ranks, outputs, k, &products[k]);
  return products;
}

}  // namespace

FactorEffects factor_effects(const RankedFactor& factor, const OutputTable& outputs, std::size_t fitted) {
  const std::size_t columns = outputs.columns;
  const auto n = static_cast<double>(outputs.trials);
  FactorEffects effects;
  for (auto* each : {&effects.first_order, &effects.first_order_low, &effects.first_order_high, &effects.spearman}) each->resize(columns);
  const Fit fit(factor, outputs);

  std::vector<double> ranks(outputs.trials);  // as those of the outputs are given
  std::ranges::transform(factor.ranking->twice, ranks.begin(), [n](std::uint32_t twice) { return static_cast<double>(twice) - (n + 1); });
  double squares = 0;
  for (const double rank : ranks) squares += rank * rank;
  const std::vector<double> products = rank_products(ranks, outputs);
  effects.low = fit.tail_means(true);
  effects.high = fit.tail_means(false);
  for (std::size_t k = 0; k < columns; ++k) {
    if (outputs.rank_squares[k] == 0 || squares == 0) continue;  // a constant drives nothing, and nothing drives it
    effects.spearman[k] = products[k] / std::sqrt(squares * outputs.rank_squares[k]);
    const Share share = share_of(fit, outputs, k, fitted);
    effects.first_order[k] = share.value;
    effects.first_order_low[k] = share.low;
    effects.first_order_high[k] = share.high;
  }
  return effects;
}

}  // namespace cellcast::sim
