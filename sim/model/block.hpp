#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/model/aligned.hpp"
#include "sim/model/layout.hpp"
#include "sim/model/model.hpp"

namespace cellcast::sim {

/// Trials that are computed together; the innermost index of everything. Results do not depend on it. So few that what a year reads
/// and writes, some 400 rows, stays in the second-level cache: 256 take 11 % longer.
inline constexpr std::size_t kBlock = 128;

/// What is known of a row before any trial is drawn.
enum class Spread : std::uint8_t {
  varies,    ///< its values may differ between trials
  constant,  ///< they are the same, as all that it is computed of is constant
  kept,      ///< constant, and already there: nobody writes elsewhere what its memory holds
};

/// A row that is written: kBlock values, one for each trial, and what is known of them.
struct Values {
  double* data;
  Spread* spread;
};

/// A row that is read.
struct ConstValues {
  ConstValues(const double* values, bool constant) : data(values), is_constant(constant) {}
  ConstValues(Values values) : data(values.data), is_constant(*values.spread != Spread::varies) {}
  const double* data;
  bool is_constant;
};

namespace detail {
template <class F, class... In>
inline void map(double* __restrict out, F f, const In* __restrict... in) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = f(in[i]...);
}
template <class F, class... In>
inline void update(double* __restrict out, F f, const In* __restrict... in) {
  for (std::size_t i = 0; i < kBlock; ++i) out[i] = f(out[i], in[i]...);
}
template <class>
using Row = ConstValues;
}  // namespace detail

/// The same value in all trials.
inline void fill(Values out, double value) {
  if (*out.spread == Spread::kept) return;
  *out.spread = Spread::constant;
  for (std::size_t i = 0; i < kBlock; ++i) out.data[i] = value;
}

/// out[i] = f(in[i]...) over the trials of a block; once for all of them where everything in it is constant, which takes logarithms,
/// powers and duties without uncertainty out of the loop over trials. No `in` may overlap `out`.
template <class F, class... In>
inline void map(Values out, F f, In... in) {
  [&](detail::Row<In>... rows) {
    if ((rows.is_constant && ...)) return fill(out, f(rows.data[0]...));
    *out.spread = Spread::varies;
    detail::map(out.data, f, rows.data...);
  }(in...);
}

/// out[i] = f(out[i], in[i]...): a quantity that carries over from year to year, or a sum.
template <class F, class... In>
inline void update(Values out, F f, In... in) {
  [&](ConstValues before, detail::Row<In>... rows) {
    if ((before.is_constant && ... && rows.is_constant)) return fill(out, f(before.data[0], rows.data[0]...));
    *out.spread = Spread::varies;
    detail::update(out.data, f, rows.data...);
  }(out, in...);
}

inline void copy(Values out, ConstValues in) {
  map(
      out, [](double x) { return x; }, in);
}

inline void add(Values sum, ConstValues term) {
  update(
      sum, [](double s, double x) { return s + x; }, term);
}

/// out = 0 + row(0) + row(1) + ... + row(count - 1), in that order; four rows in a loop, as each loop reads and writes `out` again.
template <class RowOf>
inline void sum(Values out, std::size_t count, RowOf row) {
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

/// The rows a block reads: [row][stride], kBlock of each, and whether they are constant.
class Parameters {
 public:
  Parameters(const double* rows, std::size_t stride, const std::uint8_t* constant) : rows_(rows), stride_(stride), constant_(constant) {}
  ConstValues operator[](Row row) const { return {rows_ + row * stride_, constant_[row] != 0}; }

 private:
  const double* rows_;
  std::size_t stride_;
  const std::uint8_t* constant_;  ///< [row]
};

/// The rows a block writes: [output][stride], kBlock of each.
class OutputRows {
 public:
  OutputRows(const Layout& layout, const Sizes& sizes, double* rows, std::size_t stride, Spread* spreads)
      : layout_(&layout), years_(sizes.years), rows_(rows), stride_(stride), spreads_(spreads) {}

  Values operator()(VariableId id, std::size_t year) const { return row(layout_->offset(id) + year); }
  Values operator()(VariableId id, std::size_t first, std::size_t year) const {
    return row(layout_->offset(id) + first * years_ + year);
  }
  Values operator()(VariableId id, std::size_t first, std::size_t second, std::size_t year) const {
    return row(layout_->offset(id) + first * layout_->stride(id) + second * years_ + year);
  }

 private:
  Values row(std::size_t index) const { return {rows_ + index * stride_, spreads_ + index}; }

  const Layout* layout_;
  std::size_t years_;
  double* rows_;
  std::size_t stride_;
  Spread* spreads_;  ///< [output]
};

/// Quantities over [i] or [i][j] that live for one pass over the years.
class Scratch {
 public:
  explicit Scratch(std::size_t first = 1, std::size_t second = 1)
      : second_(second), values_(first * second * kBlock), spreads_(first * second) {}
  Values operator()(std::size_t i = 0, std::size_t j = 0) {
    const std::size_t row = i * second_ + j;
    return {values_.data() + row * kBlock, &spreads_[row]};
  }

 private:
  std::size_t second_;
  AlignedRows values_;
  std::vector<Spread> spreads_;
};

}  // namespace cellcast::sim
