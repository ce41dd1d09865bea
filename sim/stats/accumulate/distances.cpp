#include "sim/stats/accumulate/distances.hpp"

#include <array>
#include <bit>
#include <limits>

#include "sim/math/lanes.hpp"

namespace cellcast::sim {
namespace {

/// Of values that came by one by one, or lane by lane. `sum` and `squares` are of the bits of shifted numbers.
template <class Real, class Bits>
struct Gathered {
  Real low = Real{} + std::numeric_limits<double>::infinity(), high = -low;
  Bits sum{}, squares{}, seen{};

  [[gnu::always_inline]] void add(Real value, const Grid& grid) {
    const Real distance = value - grid.centre;
    const Bits shifted = std::bit_cast<Bits>(distance + grid.shift), square = std::bit_cast<Bits>(distance * distance + grid.square_shift);
    low = value < low ? value : low;
    high = value > high ? value : high;
    sum += shifted;
    squares += square;
    seen |= square;
  }

  [[gnu::always_inline]] void join(const Gathered& other) {
    low = other.low < low ? other.low : low;
    high = other.high > high ? other.high : high;
    sum += other.sum;
    squares += other.squares;
    seen |= other.seen;
  }
};
using One = Gathered<double, std::uint64_t>;
using Many = Gathered<RealLanes, Lanes>;

std::uint32_t leading(std::uint64_t bits) { return static_cast<std::uint32_t>(bits >> 52); }

/// Larger squares have more leading bits, or others, set: all are within the reach if no bit but those of `within` was seen.
Distances finish(const One& all, std::size_t count, const Grid& grid) {
  constexpr std::uint32_t kNotFinite = 0x7ff;
  const std::uint32_t seen = leading(all.seen);
  const bool are_at_centre = seen < kNotFinite && all.low == grid.centre && all.high == grid.centre;
  return {all.low, all.high, static_cast<std::int64_t>(all.sum - count * std::bit_cast<std::uint64_t>(grid.shift)),
          all.squares - count * std::bit_cast<std::uint64_t>(grid.square_shift), seen == grid.within || are_at_centre};
}

}  // namespace

Distances distances(const Grid& grid, std::span<const double> values) {
  constexpr std::size_t kStep = 2 * kLanes;  // two at a time, so that one need not wait for the other
  std::array<Many, 2> lanes;
  const Grid here = grid;
  std::size_t i = 0;
  for (; i + kStep <= values.size(); i += kStep) {
    lanes[0].add(load(&values[i]), here);
    lanes[1].add(load(&values[i + kLanes]), here);
  }
  One all;
  if (i > 0) {
    lanes[0].join(lanes[1]);
    for (std::size_t k = 0; k < kLanes; ++k)
      all.join({lanes[0].low[k], lanes[0].high[k], lanes[0].sum[k], lanes[0].squares[k], lanes[0].seen[k]});
  }
  for (; i < values.size(); ++i) all.add(values[i], here);
  return finish(all, values.size(), here);
}

void DistanceSums::add_repeated(double value, std::uint64_t times, std::uint32_t replicate) {
  One only;
  only.add(value, *grid_);
  const Distances one = finish(only, 1, *grid_);
  if (one.are_within) {
    sums_[replicate] += Int128{one.sum} * static_cast<Int128>(times);
    squares_ += Uint128{one.squares} * times;
  } else {
    beyond_.add_repeated(value - grid_->centre, times, replicate);
  }
}

void DistanceSums::merge(const DistanceSums& other) {
  for (std::size_t r = 0; r < sums_.size(); ++r) sums_[r] += other.sums_[r];
  squares_ += other.squares_;
  beyond_.merge(other.beyond_);
}

void DistanceSums::save(PackedWriter& to) const {
  for (const Int128 sum : sums_) to.integer(sum);
  to.number(squares_);
  beyond_.save(to);
}

void DistanceSums::merge(PackedReader& saved) {
  for (Int128& sum : sums_) add_to(sum, saved.integer());
  squares_ += saved.wide();
  beyond_.merge(saved);
}

Int128 DistanceSums::sum() const {
  Int128 total = 0;
  for (const Int128 sum : sums_) add_to(total, sum);
  return total;
}

double DistanceSums::mean(std::vector<ExactTerm> distances, std::uint64_t count) const {
  distances.push_back(repeated(grid_->centre, count));
  return exact_mean(distances, count);
}

double DistanceSums::mean(std::uint64_t count) const {
  std::vector<ExactTerm> terms = beyond_.terms();
  terms.push_back(term(sum()));
  return mean(std::move(terms), count);
}

double DistanceSums::mean(std::uint64_t count, std::uint32_t replicate) const {
  std::vector<ExactTerm> terms = beyond_.terms(replicate);
  terms.push_back(term(sums_[replicate]));
  return mean(std::move(terms), count);
}

double DistanceSums::sd(std::uint64_t count) const {
  std::vector<ExactTerm> terms = beyond_.terms();
  // Steps of squares as those of distances, squared.
  constexpr int kShift = 2 * Grid::kBits - Grid::kSquareBits;
  ExactTerm within = term(sum());
  within.squares.add(squares_, std::uint64_t{1} << kShift);
  terms.push_back(within);
  return exact_sd(terms, count);
}

}  // namespace cellcast::sim
