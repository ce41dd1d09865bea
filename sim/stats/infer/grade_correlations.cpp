#include "sim/stats/infer/grade_correlations.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cellcast::sim {
namespace {

__extension__ using Int128 = __int128;

std::size_t rows_of(std::span<const GradeCorrelations::Pair> pairs) {
  std::size_t rows = 0;
  for (const auto& pair : pairs) rows = std::max({rows, pair.first + 1, pair.second + 1});
  return rows;
}

/// From -2^15 to 2^15 - 1. Being half a unit below the middle of its cell does not matter: correlations are about means.
std::int32_t to_units(double grade) { return static_cast<std::int32_t>(grade * 0x1p16) - (1 << 15); }

std::int64_t product(const std::int32_t* a, const std::int32_t* b, std::size_t count) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += std::int64_t{a[i]} * b[i];
  return sum;
}

/// n^2 times the covariance, exactly but for the last rounding.
double scaled_covariance(std::int64_t n, std::int64_t products, std::int64_t first, std::int64_t second) {
  return static_cast<double>(Int128{n} * products - Int128{first} * second);
}

void add_to(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& terms) {
  for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += terms[k];
}

}  // namespace

GradeCorrelations::GradeCorrelations(std::vector<Pair> pairs)
    : pairs_(std::move(pairs)), rows_(rows_of(pairs_)), grades_(rows_ * kBlock), sums_(rows_), squares_(rows_), products_(pairs_.size()) {}

void GradeCorrelations::add(std::span<const double* const> rows, std::size_t count) {
  for (std::size_t start = 0; start < count; start += kBlock) {
    const std::size_t size = std::min(kBlock, count - start);
    for (std::size_t k = 0; k < rows_; ++k)
      std::transform(rows[k] + start, rows[k] + start + size, grades_.begin() + static_cast<std::ptrdiff_t>(k * kBlock), to_units);
    add_block(size);
  }
  count_ += static_cast<std::int64_t>(count);
}

void GradeCorrelations::add_block(std::size_t count) {
  const auto row = [&](std::size_t k) { return grades_.data() + k * kBlock; };
  for (std::size_t k = 0; k < rows_; ++k) {
    for (std::size_t i = 0; i < count; ++i) sums_[k] += row(k)[i];
    squares_[k] += product(row(k), row(k), count);
  }
  for (std::size_t p = 0; p < pairs_.size(); ++p) products_[p] += product(row(pairs_[p].first), row(pairs_[p].second), count);
}

void GradeCorrelations::merge(const GradeCorrelations& other) {
  add_to(sums_, other.sums_);
  add_to(squares_, other.squares_);
  add_to(products_, other.products_);
  count_ += other.count_;
}

void GradeCorrelations::save(PackedWriter& to) const {
  to.integer(count_);
  for (const auto* sums : {&sums_, &squares_, &products_})
    for (const std::int64_t sum : *sums) to.integer(sum);
}

void GradeCorrelations::merge(PackedReader& saved) {
  add_to(count_, static_cast<std::int64_t>(saved.integer()));
  for (auto* sums : {&sums_, &squares_, &products_})
    for (std::int64_t& sum : *sums) add_to(sum, static_cast<std::int64_t>(saved.integer()));
}

double GradeCorrelations::operator[](std::size_t pair) const {
  const auto [a, b] = pairs_[pair];
  const double covariance = scaled_covariance(count_, products_[pair], sums_[a], sums_[b]);
  return covariance / (std::sqrt(scaled_covariance(count_, squares_[a], sums_[a], sums_[a])) *
                       std::sqrt(scaled_covariance(count_, squares_[b], sums_[b], sums_[b])));
}

}  // namespace cellcast::sim
