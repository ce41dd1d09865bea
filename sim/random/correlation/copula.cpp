#include "sim/random/correlation/copula.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "sim/math/double_double.hpp"
#include "sim/math/normal.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {
namespace {

/// The rows of the lower factor one after the other, in double-double, then rounded: as good as a factor of exact arithmetic.
std::vector<double> cholesky_factor(const SquareMatrix& matrix) {
  const std::size_t n = matrix.size;
  std::vector<math::DoubleDouble> lower(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    math::DoubleDouble* const row = lower.data() + i * n;
    for (std::size_t j = 0; j <= i; ++j) {
      const math::DoubleDouble* const other = lower.data() + j * n;
      math::DoubleDouble rest = matrix(i, j);
      for (std::size_t k = 0; k < j; ++k) rest -= row[k] * other[k];
      if (i == j && !(rest.high > 0)) throw std::invalid_argument("correlated_groups: the matrix is not positive definite");
      row[j] = i == j ? math::sqrt(rest) : rest / other[j];
    }
  }
  std::vector<double> factor(n * n);
  std::ranges::transform(lower, factor.begin(), &math::DoubleDouble::high);
  return factor;
}

constexpr std::size_t kChunk = 256;  // trials at a time: what is summed stays in the L1 cache

/// u[i] = Phi(z[i]) within the range of uniforms
void to_uniform(std::span<const double> z, double* u) {
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double p = math::normal_cdf(z[i]);
    const double above = p < kSmallestUniform ? kSmallestUniform : p;
    u[i] = above > kLargestUniform ? kLargestUniform : above;
  }
}

/// reshape(z, start) makes standard normals of the correlated normals of trials start, start + 1, ...
template <class Reshape>
void correlate_and(Reshape reshape, const CorrelatedGroup& group, std::span<double* const> rows, std::size_t count) {
  const std::size_t n = group.members.size();
  for (double* const row : rows) {
    for (std::size_t i = 0; i < count; ++i) row[i] = math::normal_quantile(row[i]);
  }
  for (std::size_t start = 0; start < count; start += kChunk) {
    const std::size_t size = std::min(kChunk, count - start);
    // From the last row to the first: row k needs the normals of rows 0 to k, which still stand in their places.
    for (std::size_t k = n; k-- > 0;) {
      std::array<double, kChunk> z{};
      for (std::size_t j = 0; j <= k; ++j) {
        const double weight = group.factor[k * n + j];
        const double* const normals = rows[j] + start;
        for (std::size_t i = 0; i < size; ++i) z[i] = std::fma(weight, normals[i], z[i]);
      }
      reshape(std::span(z).first(size), start);
      to_uniform(std::span(z).first(size), rows[k] + start);
    }
  }
}

}  // namespace

std::vector<CorrelatedGroup> correlated_groups(std::span<const std::string> names, std::span<const PairCorrelation> pairs) {
  std::vector<CorrelatedGroup> groups;
  for (auto& members : connected_components(names, pairs)) {
    std::vector<double> factor = cholesky_factor(correlation_matrix(members, pairs));
    groups.push_back({std::move(members), std::move(factor)});
  }
  return groups;
}

void correlate(const CorrelatedGroup& group, std::span<double* const> rows, std::size_t count) {
  correlate_and([](std::span<double>, std::size_t) {}, group, rows, count);
}

StudentCopula::StudentCopula(double dof) : dof_(dof), chi_square_(make_quantile({config::Gamma{dof / 2, 2 / dof}})), to_normal_(dof) {}

void StudentCopula::correlate(const CorrelatedGroup& group, std::span<double* const> rows, std::span<double> uniforms) const {
  (*chi_square_)(uniforms, uniforms);
  for (double& x : uniforms) x = 1 / std::sqrt(x);
  const auto reshape = [&](std::span<double> z, std::size_t start) {
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = to_normal_(z[i] * uniforms[start + i]);
  };
  correlate_and(reshape, group, rows, uniforms.size());
}

}  // namespace cellcast::sim
