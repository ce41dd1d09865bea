#include "sim/stats/accumulate/exact_sums.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kImplicit = std::uint64_t{1} << 52, kFraction = kImplicit - 1;

std::uint32_t biased_exponent(double value) { return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 52 & 0x7ff); }

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
