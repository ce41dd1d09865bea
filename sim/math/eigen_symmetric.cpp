#include "sim/math/eigen_symmetric.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cellcast::sim::math {
namespace {

class Solver {
 public:
  Solver(const std::vector<double>& matrix, std::size_t size) : n_(size), v_(matrix), d_(size), e_(size) {
    for (std::size_t j = 0; j < n_; ++j) d_[j] = v(n_ - 1, j);
    for (std::size_t i = n_ - 1; i > 0; --i) reduce(i);
    accumulate();
    for (std::size_t i = 1; i < n_; ++i) e_[i - 1] = e_[i];
    e_[n_ - 1] = 0;
    for (std::size_t l = 0; l < n_; ++l) isolate(l);
  }

  SymmetricEigen sorted() const {
    std::vector<std::size_t> order(n_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return d_[k]; });
    SymmetricEigen result{std::vector<double>(n_), std::vector<double>(n_ * n_)};
    for (std::size_t k = 0; k < n_; ++k) {
      result.values[k] = d_[order[k]];
      for (std::size_t i = 0; i < n_; ++i) result.vectors[i * n_ + k] = v_[i * n_ + order[k]];
    }
    return result;
  }

 private:
  double& v(std::size_t i, std::size_t j) { return v_[i * n_ + j]; }

  /// Householder's reflection that leaves of row i two entries.
  void reduce(std::size_t i) {
    double scale = 0, h = 0;
    for (std::size_t k = 0; k < i; ++k) scale += std::fabs(d_[k]);
    if (scale == 0) {
      e_[i] = d_[i - 1];
      for (std::size_t j = 0; j < i; ++j) d_[j] = v(i - 1, j), v(i, j) = 0, v(j, i) = 0;
      d_[i] = 0;
      return;
    }
    for (std::size_t k = 0; k < i; ++k) d_[k] /= scale, h += d_[k] * d_[k];
    const double f = d_[i - 1], g = f > 0 ? -std::sqrt(h) : std::sqrt(h);
    e_[i] = scale * g;
    h -= f * g;
    d_[i - 1] = f - g;
    reflect(i, h);
    d_[i] = h;
  }

  void reflect(std::size_t i, double h) {
    std::fill_n(e_.begin(), i, 0.0);
    for (std::size_t j = 0; j < i; ++j) {
      const double f = d_[j];
      v(j, i) = f;
      double g = e_[j] + v(j, j) * f;
      for (std::size_t k = j + 1; k < i; ++k) g += v(k, j) * d_[k], e_[k] += v(k, j) * f;
      e_[j] = g;
    }
    double along = 0;
    for (std::size_t j = 0; j < i; ++j) e_[j] /= h, along += e_[j] * d_[j];
    for (std::size_t j = 0; j < i; ++j) e_[j] -= along / (h + h) * d_[j];
    for (std::size_t j = 0; j < i; ++j) {
      for (std::size_t k = j; k < i; ++k) v(k, j) -= d_[j] * e_[k] + e_[j] * d_[k];
      d_[j] = v(i - 1, j);
      v(i, j) = 0;
    }
  }

  /// The product of the reflections.
  void accumulate() {
    for (std::size_t i = 0; i + 1 < n_; ++i) {
      v(n_ - 1, i) = v(i, i);
      v(i, i) = 1;
      const double h = d_[i + 1];
      if (h != 0) {
        for (std::size_t k = 0; k <= i; ++k) d_[k] = v(k, i + 1) / h;
        for (std::size_t j = 0; j <= i; ++j) {
          double g = 0;
          for (std::size_t k = 0; k <= i; ++k) g += v(k, i + 1) * v(k, j);
          for (std::size_t k = 0; k <= i; ++k) v(k, j) -= g * d_[k];
        }
      }
      for (std::size_t k = 0; k <= i; ++k) v(k, i + 1) = 0;
    }
    for (std::size_t j = 0; j < n_; ++j) d_[j] = v(n_ - 1, j), v(n_ - 1, j) = 0;
    v(n_ - 1, n_ - 1) = 1;
    e_[0] = 0;
  }

  /// QL steps until d_[l] is an eigenvalue.
  void isolate(std::size_t l) {
    constexpr int kMostSteps = 200;  // two or three are usual
    largest_ = std::max(largest_, std::fabs(d_[l]) + std::fabs(e_[l]));
    std::size_t m = l;
    while (m + 1 < n_ && std::fabs(e_[m]) > 0x1p-52 * largest_) ++m;
    for (int step = 0; m > l && step < kMostSteps && std::fabs(e_[l]) > 0x1p-52 * largest_; ++step) ql_step(l, m);
    d_[l] += shift_;
    e_[l] = 0;
  }

  void ql_step(std::size_t l, std::size_t m) {
    const double g = d_[l], p = (d_[l + 1] - g) / (2 * e_[l]), r = std::copysign(std::sqrt(p * p + 1), p);
    d_[l] = e_[l] / (p + r);
    d_[l + 1] = e_[l] * (p + r);
    const double next = d_[l + 1], h = g - d_[l], below = e_[l + 1];
    for (std::size_t i = l + 2; i < n_; ++i) d_[i] -= h;
    shift_ += h;
    double at = d_[m], c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0;
    for (std::size_t i = m; i-- > l;) {
      c3 = c2, c2 = c, s2 = s;
      const double product = c * e_[i], across = c * at, length = std::sqrt(at * at + e_[i] * e_[i]);
      e_[i + 1] = s * length;
      s = length > 0 ? e_[i] / length : 0, c = length > 0 ? at / length : 1;
      at = c * d_[i] - s * product;
      d_[i + 1] = across + s * (c * product + s * d_[i]);
      rotate(i, c, s);
    }
    at = -s * s2 * c3 * below * e_[l] / next;
    e_[l] = s * at;
    d_[l] = c * at;
  }

  void rotate(std::size_t i, double c, double s) {
    for (std::size_t k = 0; k < n_; ++k) {
      const double right = v(k, i + 1);
      v(k, i + 1) = s * v(k, i) + c * right;
      v(k, i) = c * v(k, i) - s * right;
    }
  }

  std::size_t n_;
  std::vector<double> v_, d_, e_;
  double shift_ = 0, largest_ = 0;
};

}  // namespace

SymmetricEigen symmetric_eigen(const std::vector<double>& matrix, std::size_t size) { return Solver(matrix, size).sorted(); }

}  // namespace cellcast::sim::math
