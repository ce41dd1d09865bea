#include "sim/stats/accumulate/exact_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "sim/math/lanes.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63, kImplicit = std::uint64_t{1} << 52, kFraction = kImplicit - 1;

/// Numbers up to 2^5 apart are summed in one unit: integers below 2^58, in two words of 29 bits, whose products are below 2^58 too.
/// 64 of these fit into a lane; so do the sums of 64 integers.
constexpr std::uint32_t kOctaves = 5;
constexpr int kWord = 29;
constexpr std::size_t kSteps = 64;

std::uint32_t biased_exponent(double value) { return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 52 & 0x7ff); }

/// Sums over up to kSteps x kLanes numbers, each an integer below 2^58, or left out where it is smaller than the unit allows.
struct Products {
  Lanes high{}, mixed{}, low{};  ///< of words of the same number: high x high, high x low, low x low
};
struct Integers {
  Lanes all{}, negative{};  ///< magnitudes; of these, those of negative numbers
  Lanes left_out{};         ///< bits that are not 0 where a number was
};

[[gnu::always_inline]] inline void add(RealLanes values, std::uint32_t exponent, Integers& integers, Products& products) {
  const Lanes bits = Lanes(values), magnitude = bits & all_lanes(~kSign);
  const Lanes is_in = Lanes(SignedLanes(magnitude) > SignedLanes(all_lanes((std::uint64_t{exponent} << 52) - 1)));
  const Lanes shift = ((magnitude >> 52) - all_lanes(exponent)) & all_lanes(63);
  const Lanes integer = (((magnitude & all_lanes(kFraction)) | all_lanes(kImplicit)) << shift) & is_in;
  integers.all += integer;
  integers.negative += integer & -(bits >> 63);
  integers.left_out |= magnitude & ~is_in;
  const Lanes high = integer >> kWord, low = integer & all_lanes((std::uint64_t{1} << kWord) - 1);
  products.high += multiply_words(high, high);
  products.mixed += multiply_words(high, low);
  products.low += multiply_words(low, low);
}

[[gnu::always_inline]] inline void add_all(std::span<const double> values, std::uint32_t exponent, Integers& integers, Products& products) {
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) add(load(&values[i]), exponent, integers, products);
  if (i < values.size()) {
    std::array<double, kLanes> last{};
    std::ranges::copy(values.subspan(i), last.begin());
    add(load(last.data()), exponent, integers, products);
  }
}

Uint128 total(Lanes lanes) {
  Uint128 sum = 0;
  for (std::size_t k = 0; k < kLanes; ++k) sum += lanes[k];
  return sum;
}

bool any(Lanes lanes) {
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < kLanes; ++k) bits |= lanes[k];
  return bits != 0;
}

Int128 total(const Integers& sums) { return static_cast<Int128>(total(sums.all)) - 2 * static_cast<Int128>(total(sums.negative)); }

Uint128 total(const Products& sums) { return (total(sums.high) << 2 * kWord) + (total(sums.mixed) << (kWord + 1)) + total(sums.low); }

}  // namespace

std::size_t ExactSums::unit(std::uint32_t exponent) {
  for (std::size_t k = 0; k < units_.size(); ++k) {
    if (units_[k].exponent == exponent) return k;
  }
  units_.push_back({exponent, {}});
  sums_.resize(units_.size() * replicates_);
  return units_.size() - 1;
}

void ExactSums::add_repeated(double value, std::uint64_t times, std::uint32_t replicate) {
  if (value == 0) return;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint32_t exponent = biased_exponent(value);
  const std::uint64_t mantissa = (bits & kFraction) | (exponent > 0 ? kImplicit : 0);
  const std::size_t k = unit(std::max(exponent, 1u));
  const auto sum_of_magnitudes = static_cast<Int128>(Uint128{mantissa} * times);
  sum(k, replicate) += value < 0 ? -sum_of_magnitudes : sum_of_magnitudes;
  units_[k].squares.add(Uint128{mantissa} * mantissa, times);
}

void ExactSums::add_smaller(std::span<const double> values, std::uint32_t exponent, std::uint32_t replicate) {
  for (const double value : values) {
    if (biased_exponent(value) < exponent) add_repeated(value, 1, replicate);
  }
}

void ExactSums::add(std::span<const double> values, double largest, std::span<const Stretch> stretches) {
  const std::uint32_t top = biased_exponent(largest), exponent = top > kOctaves ? top - kOctaves : 1;
  const std::size_t k = unit(exponent);
  Products products;
  std::size_t steps = 0;
  const auto settle = [&] {
    units_[k].squares.add(total(products));
    products = {};
    steps = 0;
  };
  for (const Stretch& stretch : stretches) {
    auto rest = values.first(stretch.size);
    values = values.subspan(stretch.size);
    while (!rest.empty()) {
      const auto part = rest.first(std::min(rest.size(), kSteps * kLanes));
      rest = rest.subspan(part.size());
      const std::size_t needed = (part.size() + kLanes - 1) / kLanes;
      if (steps + needed > kSteps) settle();
      steps += needed;
      Integers integers;
      add_all(part, exponent, integers, products);
      sum(k, stretch.replicate) += total(integers);
      if (any(integers.left_out)) add_smaller(part, exponent, stretch.replicate);
    }
  }
  settle();
}

void ExactSums::merge(const ExactSums& other) {
  for (std::size_t i = 0; i < other.units_.size(); ++i) {
    const std::size_t k = unit(other.units_[i].exponent);
    units_[k].squares.add(other.units_[i].squares);
    for (std::uint32_t r = 0; r < replicates_; ++r) sum(k, r) += other.sums_[i * replicates_ + r];
  }
}

void ExactSums::save(PackedWriter& to) const {
  std::vector<std::size_t> order(units_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) { return units_[k].exponent; });
  to.number(order.size());
  for (const std::size_t k : order) {
    to.number(units_[k].exponent);
    to.number(units_[k].squares.low);
    to.number(units_[k].squares.high);
    for (std::uint32_t r = 0; r < replicates_; ++r) to.integer(sums_[k * replicates_ + r]);
  }
}

void ExactSums::merge(PackedReader& saved) {
  constexpr std::uint64_t kExponents = 0x7ff;
  for (std::uint64_t units = saved.number_up_to(kExponents); units > 0; --units) {
    const std::size_t k = unit(static_cast<std::uint32_t>(saved.number_up_to(kExponents)));
    const Uint128 low = saved.wide();
    units_[k].squares.add({low, saved.number()});
    for (std::uint32_t r = 0; r < replicates_; ++r) add_to(sum(k, r), saved.integer());
  }
}

std::vector<ExactTerm> ExactSums::terms() const {
  std::vector<ExactTerm> result;
  for (std::size_t k = 0; k < units_.size(); ++k) {
    const auto sums = std::span(sums_).subspan(k * replicates_, replicates_);
    result.push_back(
        {static_cast<int>(units_[k].exponent) - 1075, std::accumulate(sums.begin(), sums.end(), Int128{0}), units_[k].squares});
  }
  return result;
}

std::vector<ExactTerm> ExactSums::terms(std::uint32_t replicate) const {
  std::vector<ExactTerm> result;
  for (std::size_t k = 0; k < units_.size(); ++k)
    result.push_back({static_cast<int>(units_[k].exponent) - 1075, sums_[k * replicates_ + replicate], {}});
  return result;
}

}  // namespace cellcast::sim
