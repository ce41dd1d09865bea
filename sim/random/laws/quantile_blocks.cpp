#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sim/random/laws/quantile.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kValues = 256;  // of a block

/// Probabilities below the quantiles and above them.
struct Probabilities {
  alignas(64) double p[kValues], q[kValues];
};

void split(const Window window, const double* u, std::size_t count, Probabilities& out) {
  for (std::size_t i = 0; i < count; ++i) {
    out.p[i] = window.p(u[i]);
    out.q[i] = window.q(u[i]);
  }
}

bool any_below(double bound, const Probabilities& in, std::size_t count) {
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < count; ++i) found |= std::uint64_t{in.p[i] < bound} | std::uint64_t{in.q[i] < bound};
  return found != 0;
}

template <class Function>
void map(const Probabilities& in, std::size_t count, double* __restrict x, Function f) {
  for (std::size_t i = 0; i < count; ++i) x[i] = f(in.p[i], in.q[i]);
}

template <class Law>
void evaluate(const Law& law, const Probabilities& in, std::size_t count, double* x) {
  if constexpr (std::is_trivially_copyable_v<Law>) {
    map(in, count, x, [law](double p, double q) { return law(p, q); });
  } else {
    map(in, count, x, [&law](double p, double q) { return law(p, q); });
  }
}

/// Laws of the normal: the far tail is computed for blocks alone that have a draw there, which 1 in 60 million has.
template <class Law>
void evaluate_normal(const Law law, const Probabilities& in, std::size_t count, double* x) {
  if (any_below(0x1p-35, in, count)) [[unlikely]] {
    map(in, count, x, law);
  } else {
    map(in, count, x, [law](double p, double q) { return law.near(p, q); });
  }
}
void evaluate(const NormalQuantile& law, const Probabilities& in, std::size_t count, double* x) { evaluate_normal(law, in, count, x); }
void evaluate(const LognormalQuantile& law, const Probabilities& in, std::size_t count, double* x) { evaluate_normal(law, in, count, x); }

/// Tables: first all places, in vector code; then the values, whose loads do not wait for one another; last what no near piece serves.
void evaluate(const TableQuantile& law, const Probabilities& in, std::size_t count, double* x) {
  std::uint32_t piece[kValues];
  double s[kValues];
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = QuantileTable::place(in.p[i], in.q[i]);
    piece[i] = place.piece;
    s[i] = place.s;
  }
  const QuantileTable& table = *law.table;
  const QuantileTable::Pieces& pieces = table.pieces();
  const double origin = law.origin, unit = law.unit;
  std::uint64_t missing = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double y = pieces.at({piece[i], s[i]});
    missing |= y != y;
    x[i] = origin + unit * y;
  }
  if (missing == 0) [[likely]]
    return;
  for (std::size_t i = 0; i < count; ++i) {
    if (x[i] != x[i]) x[i] = origin + unit * table.beyond(in.p[i], in.q[i]);
  }
}

void clamp(double min, double max, double* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double raised = x[i] < min ? min : x[i];
    x[i] = raised > max ? max : raised;
  }
}

}  // namespace

void Quantile::operator()(std::span<const double> u, std::span<double> x) const {
  Probabilities probabilities;
  for (std::size_t start = 0; start < u.size(); start += kValues) {
    const std::size_t count = std::min(kValues, u.size() - start);
    split(window_, u.data() + start, count, probabilities);
    std::visit([&](const auto& law) { evaluate(law, probabilities, count, x.data() + start); }, law_);
    clamp(min_, max_, x.data() + start, count);
  }
}

}  // namespace cellcast::sim
