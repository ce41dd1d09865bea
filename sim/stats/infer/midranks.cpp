#include "sim/stats/infer/midranks.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/stats/accumulate/order_key.hpp"

namespace cellcast::sim {
namespace {

constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

/// One pass of a radix sort (Knuth, The Art of Computer Programming 3, 5.2.5): stable, so that the passes add up. Nothing moves where all
/// digits are the same.
void pass(std::span<const OrderKey> keys, int shift, std::vector<std::uint32_t>& order, std::vector<std::uint32_t>& scratch) {
  const auto digit = [&](std::uint32_t i) { return static_cast<std::size_t>(keys[i] >> shift) % kDigits; };
  std::array<std::uint32_t, kDigits> ends{};
  for (const std::uint32_t i : order) ++ends[digit(i)];
  if (ends[digit(order.front())] == order.size()) return;
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::uint32_t{0});
  for (const std::uint32_t i : order) scratch[ends[digit(i)]++] = i;
  order.swap(scratch);
}

/// By all bits, of indices that are in the order of the bits from `shift` on.
void settle_ties(std::span<const OrderKey> keys, int shift, std::vector<std::uint32_t>& order) {
  const auto by_key = [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; };
  for (auto first = order.begin(), end = first; first != order.end(); first = end) {
    while (end != order.end() && keys[*end] >> shift == keys[*first] >> shift) ++end;
    if (end - first > 1 && !std::is_sorted(first, end, by_key)) std::stable_sort(first, end, by_key);
  }
}

}  // namespace

Ranking ranking(std::span<const double> numbers) {
  const auto n = static_cast<std::uint32_t>(numbers.size());
  Ranking result{std::vector<std::uint32_t>(n), std::vector<std::uint32_t>(n)};
  if (n == 0) return result;
  std::vector<OrderKey> keys(n);
  for (std::uint32_t i = 0; i < n; ++i) keys[i] = order_key(numbers[i]);
  std::iota(result.order.begin(), result.order.end(), 0U);
  std::vector<std::uint32_t> scratch(n);
  constexpr int kShift = 64 - 3 * kDigitBits;  // three digits tell almost all numbers apart
  for (int shift = kShift; shift < 64; shift += kDigitBits) pass(keys, shift, result.order, scratch);
  settle_ties(keys, kShift, result.order);
  for (std::uint32_t first = 0, end = 0; first < n; first = end) {
    while (end < n && keys[result.order[end]] == keys[result.order[first]]) ++end;
    for (std::uint32_t k = first; k < end; ++k) result.twice[result.order[k]] = first + 1 + end;
  }
  return result;
}

}  // namespace cellcast::sim
