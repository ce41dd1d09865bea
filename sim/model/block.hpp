#pragma once

#include <cstddef>

#include "sim/model/aligned.hpp"
#include "sim/model/layout.hpp"
#include "sim/model/model.hpp"

namespace cellcast::sim {

/// Trials that are computed together; the innermost index of everything. Results do not depend on it. So few that what a year reads
/// and writes, some 400 rows, stays in the second-level cache: 256 take 11 % longer.
inline constexpr std::size_t kBlock = 128;

/// out[i] = f(in[i]...) over the trials of a block. No `in` may overlap `out`.
template <class F, class... In>
inline void map(double* __restrict out, F f, const In* __restrict... in) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = f(in[i]...);
}

/// out[i] = f(out[i], in[i]...): a quantity that carries over from year to year, or a sum.
template <class F, class... In>
inline void update(double* __restrict out, F f, const In* __restrict... in) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = f(out[i], in[i]...);
}

inline void fill(double* out, double value) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = value;
}

inline void copy(double* __restrict out, const double* __restrict in) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = in[i];
}

inline void add(double* __restrict sum, const double* __restrict term) {
  for (std::size_t i = 0; i < kBlock; ++i) sum[i] += term[i];
}

/// out = 0 + row(0) + row(1) + ... + row(count - 1), in that order; four rows in a loop, as each loop reads and writes `out` again.
template <class RowOf>
inline void sum(double* out, std::size_t count, RowOf row) {
  std::size_t k = count % 4;
  if (k == 0) fill(out, 0);
  if (k == 1)
    map(
        out, [](double a) { return 0.0 + a; }, row(0));
  if (k == 2)
    map(
        out, [](double a, double b) { return 0.0 + a + b; }, row(0), row(1));
  if (k == 3)
    map(
        out, [](double a, double b, double c) { return 0.0 + a + b + c; }, row(0), row(1), row(2));
  for (; k < count; k += 4)
    update(
        out, [](double s, double a, double b, double c, double d) { return s + a + b + c + d; }, row(k), row(k + 1), row(k + 2),
        row(k + 3));
}

/// The rows a block reads: [row][stride], kBlock of each.
class Parameters {
 public:
  Parameters(const double* rows, std::size_t stride) : rows_(rows), stride_(stride) {}
  const double* operator[](Row row) const { return rows_ + row * stride_; }

 private:
  const double* rows_;
  std::size_t stride_;
};

/// The rows a block writes: [output][stride], kBlock of each.
class OutputRows {
 public:
  OutputRows(const Layout& layout, const Sizes& sizes, double* rows, std::size_t stride)
      : layout_(&layout), sizes_(&sizes), rows_(rows), stride_(stride) {}

  double* operator()(VariableId id, std::size_t year) const { return row(layout_->offset(id) + year); }
  double* operator()(VariableId id, std::size_t first, std::size_t year) const {
    return row(layout_->offset(id) + first * sizes_->years + year);
  }
  double* operator()(VariableId id, std::size_t segment, std::size_t market, std::size_t year) const {
    return row(layout_->offset(id) + (segment * sizes_->markets + market) * sizes_->years + year);
  }

 private:
  double* row(std::size_t index) const { return rows_ + index * stride_; }

  const Layout* layout_;
  const Sizes* sizes_;
  double* rows_;
  std::size_t stride_;
};

/// Quantities over [i] or [i][j] that live for one pass over the years.
class Scratch {
 public:
  explicit Scratch(std::size_t first = 1, std::size_t second = 1) : second_(second), values_(first * second * kBlock) {}
  double* operator()(std::size_t i = 0, std::size_t j = 0) { return values_.data() + (i * second_ + j) * kBlock; }

 private:
  std::size_t second_;
  AlignedRows values_;
};

}  // namespace cellcast::sim
