#include "sim/engine/findings/sobol_indices.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/engine/findings/factor_table.hpp"
#include "sim/engine/findings/shock_groups.hpp"
#include "sim/engine/trials/outputs.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/stats/infer/given_data.hpp"

namespace cellcast::sim {
namespace {

/// Inputs that change together.
struct Factor {
  std::string name;
  std::vector<std::size_t> inputs;
};

/// Each input once, correlated ones together; then the shocks of one kind together, where they are independent of all others.
std::vector<Factor> factors_of(const Plan& plan) {
  std::vector<Factor> factors;
  std::vector<bool> is_correlated(plan.inputs.size());
  for (const CorrelatedGroup& group : plan.groups) {
    Factor& factor = factors.emplace_back();
    for (const std::size_t member : group.members) {
      factor.name += (factor.name.empty() ? "" : " + ") + plan.inputs[member].name;
      factor.inputs.push_back(member);
      is_correlated[member] = true;
    }
  }
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
    if (!is_correlated[k]) factors.push_back({plan.inputs[k].name, {k}});
  }
  std::ranges::sort(factors, {}, [](const Factor& factor) { return factor.inputs.front(); });
  for (const ShockGroup& group : shock_groups(plan.inputs)) {
    if (std::ranges::none_of(group.inputs, [&](std::size_t input) { return is_correlated[input]; }))
      factors.push_back({group.name, group.inputs});
  }
  return factors;
}

/// Computes the chosen outputs of kDrawn points at a time. One per thread.
class Evaluator {
 public:
  Evaluator(const Plan& plan, const Kernel& kernel, const std::vector<std::size_t>& rows)
      : plan_(&plan), kernel_(&kernel), rows_(&rows), from_(plan), parameters_(plan), blocks_(plan, kernel, plan.program.get()), outputs_(plan.layout.rows() * kDrawn) {}

  /// The points that begin with `first`, with the factor's inputs as in those that begin with `other`.
  void compute(std::uint64_t first, const std::vector<std::size_t>& inputs, std::uint64_t other) {
    kernel_->draw(parameters_, first);
    if (!inputs.empty()) kernel_->draw(from_, other);
    for (const std::size_t input : inputs) std::copy_n(from_.input(input), kDrawn, parameters_.input(input));
    parameters_.derive();
    for (std::size_t block = 0; block < kDrawn; block += kBlock)
      blocks_.compute(parameters_.parameters(block), {&plan_->layout, outputs_.data() + block, kDrawn, blocks_.state().outputs.data()});
  }

  const double* output(std::size_t k) const { return outputs_.data() + (*rows_)[k] * kDrawn; }

 private:
  const Plan* plan_;
  const Kernel* kernel_;
  const std::vector<std::size_t>* rows_;
  ParameterRows from_, parameters_;
  OutputsOfBlocks blocks_;
  AlignedRows outputs_;
};

/// The mean of a numerator over the mean variance, from sums over points, where two numerators have the same mean: the weighted mean of
/// them that varies least (control variates; Owen, Monte Carlo Theory, Methods and Examples, 8.9). One that is exact at every point is
/// taken alone.
struct Ratio {
  double first = 0, second = 0;                            ///< sums of the numerators
  double first_squares = 0, second_squares = 0, both = 0;  ///< of their squares, and of their products
  double first_products = 0, second_products = 0;          ///< with the variance

  void add(double one, double other, double variance) {
    first += one;
    second += other;
    first_squares += one * one;
    second_squares += other * other;
    both += one * other;
    first_products += one * variance;
    second_products += other * variance;
  }
};

struct Estimate {
  double share = 0, error = 0;
};

/// By the delta method: of what is left of a numerator less its share of the variance.
Estimate estimate(const Ratio& ratio, double variances, double variance_squares) {
  const double x = ratio.first / variances, y = ratio.second / variances;
  const double xx = std::max(0.0, ratio.first_squares - 2 * x * ratio.first_products + x * x * variance_squares);
  const double yy = std::max(0.0, ratio.second_squares - 2 * y * ratio.second_products + y * y * variance_squares);
  const double xy = ratio.both - x * ratio.second_products - y * ratio.first_products + x * y * variance_squares;
  const double apart = xx + yy - 2 * xy;
  const double weight = apart > 0 ? std::clamp((yy - xy) / apart, 0.0, 1.0) : 0.5, rest = 1 - weight;
  const double left = weight * weight * xx + 2 * weight * rest * xy + rest * rest * yy;
  return {weight * x + rest * y, std::sqrt(std::max(0.0, left)) / variances};
}

/// Both sets of points: [output][point], minus the outputs' means.
struct Points {
  std::vector<std::vector<double>> a, b;
  std::vector<double> means;                        ///< [output]
  std::vector<double> variances, variance_squares;  ///< [output], sums over points of (a^2 + b^2) / 2 and of its square
  std::vector<bool> is_certain;                     ///< [output], the same whatever is drawn

  /// Of how many points of equal weight the variance is; see OutputTable.
  double effective(std::size_t k) const { return variance_squares[k] > 0 ? variances[k] * variances[k] / variance_squares[k] : 0; }
};

void centre(Points& points, std::size_t k) {
  double& mean = points.means[k];
  const auto n = static_cast<double>(points.a[k].size());
  for (std::size_t i = 0; i < points.a[k].size(); ++i) mean += (points.a[k][i] + points.b[k][i]) / (2 * n);
  const auto differs = [&](double value) { return value != points.a[k].front(); };
  const bool varies = std::ranges::any_of(points.a[k], differs) || std::ranges::any_of(points.b[k], differs);
  for (std::size_t i = 0; i < points.a[k].size(); ++i) {
    points.a[k][i] = varies ? points.a[k][i] - mean : 0;
    points.b[k][i] = varies ? points.b[k][i] - mean : 0;
    const double variance = (points.a[k][i] * points.a[k][i] + points.b[k][i] * points.b[k][i]) / 2;
    points.variances[k] += variance;
    points.variance_squares[k] += variance * variance;
  }
}

Points compute_points(const Plan& plan, const std::vector<std::size_t>& rows, std::uint64_t n, const RunOptions& options) {
  Points points;
  points.a.assign(rows.size(), std::vector<double>(n));
  points.b = points.a;
  points.means.resize(rows.size());
  points.variances.resize(rows.size());
  points.variance_squares.resize(rows.size());
  const Chunk one(plan, kernel(options.isa), 1);
  for (const std::size_t row : rows) points.is_certain.push_back(one.is_constant(row));
  parallel_for(n / kDrawn, [&](std::uint64_t chunk) {
    stop_if_told(options);
    Evaluator evaluator(plan, kernel(options.isa), rows);
    const std::uint64_t first = chunk * kDrawn;
    for (auto [from, table] : {std::pair(first, &points.a), std::pair(n + first, &points.b)}) {
      evaluator.compute(from, {}, 0);
      for (std::size_t k = 0; k < rows.size(); ++k) std::copy_n(evaluator.output(k), kDrawn, (*table)[k].data() + first);
    }
  });
  parallel_for(rows.size(), [&](std::uint64_t k) { centre(points, k); });
  return points;
}

}  // namespace

DesignIndices sobol_indices(const Plan& run, const Frame& frame, const std::vector<std::size_t>& rows, std::uint64_t wanted,
                            const RunOptions& options) {
  Plan plan = run;
  plan.design = run.sensitivity.design;
  const std::uint64_t n = (wanted + kDrawn - 1) / kDrawn * kDrawn;
  const Points points = compute_points(plan, rows, n, options);
  const std::vector<Factor> factors = factors_of(plan);

  DesignIndices result;
  result.points = n;
  for (const Factor& factor : factors) result.factors.push_back(factor.name);
  const FactorTable place(frame, factors.size());
  for (auto* table :
       {&result.first_order, &result.first_order_low, &result.first_order_high, &result.total, &result.total_low, &result.total_high})
    *table = place.empty();

  parallel_for(factors.size(), [&](std::uint64_t f) {
    Evaluator evaluator(plan, kernel(options.isa), rows);
    std::vector<Ratio> first(rows.size()), total(rows.size());
    for (std::uint64_t begin = 0; begin < n; begin += kDrawn) {
      stop_if_told(options);
      evaluator.compute(begin, factors[f].inputs, n + begin);
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const double* mixed = evaluator.output(k);
        if (points.variances[k] == 0) continue;
        for (std::size_t i = 0; i < kDrawn; ++i) {
          const double a = points.a[k][begin + i], b = points.b[k][begin + i], ab = mixed[i] - points.means[k];
          const double variance = (a * a + b * b) / 2;
          first[k].add(b * (ab - a), variance - (b - ab) * (b - ab) / 2, variance);
          total[k].add((a - ab) * (a - ab) / 2, variance - a * (ab - b), variance);
        }
      }
    }
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const double effective = points.effective(k);
      const bool can_tell = effective >= kFewEffective;
      const auto put = [&](const Ratio& ratio, auto& value, auto& low, auto& high) {
        Estimate found;
        if (can_tell) found = estimate(ratio, points.variances[k], points.variance_squares[k]);
        const double reach = can_tell ? kNormal975 * (1 + kFewEffective / effective) * found.error : 0;
        const bool is_unknown = !can_tell && !points.is_certain[k];
        place(value, k, f) = is_unknown ? std::numeric_limits<double>::quiet_NaN() : found.share;
        place(low, k, f) = is_unknown ? 0 : found.share - reach;
        place(high, k, f) = is_unknown ? 1 : found.share + reach;
      };
      put(first[k], result.first_order, result.first_order_low, result.first_order_high);
      put(total[k], result.total, result.total_low, result.total_high);
    }
  });
  return result;
}

}  // namespace cellcast::sim
