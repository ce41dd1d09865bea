#include "sim/math/factored.hpp"

#include <utility>

namespace cellcast::sim::math {

Factored::Factored(std::vector<double> a, std::size_t size) : a_(std::move(a)), size_(size) {
  for (std::size_t j = 0; j < size_; ++j) {
    const double own = at(j, j);
    for (std::size_t k = 0; k < j; ++k) at(j, j) -= at(j, k) * at(j, k) * at(k, k);
    if (!(at(j, j) > 1e-10 * own)) at(j, j) = 0;
    for (std::size_t i = j + 1; i < size_; ++i) {
      for (std::size_t k = 0; k < j; ++k) at(i, j) -= at(i, k) * at(j, k) * at(k, k);
      at(i, j) = at(j, j) > 0 ? at(i, j) / at(j, j) : 0;
    }
  }
}

void Factored::solve(double* x) const {
  for (std::size_t i = 0; i < size_; ++i)
    for (std::size_t k = 0; k < i; ++k) x[i] -= at(i, k) * x[k];
  for (std::size_t i = size_; i-- > 0;) {
    x[i] = at(i, i) > 0 ? x[i] / at(i, i) : 0;
    if (at(i, i) > 0)
      for (std::size_t k = i + 1; k < size_; ++k) x[i] -= at(k, i) * x[k];
  }
}

}  // namespace cellcast::sim::math
