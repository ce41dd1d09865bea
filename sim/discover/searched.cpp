#include "sim/discover/searched.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "sim/engine/trials/parallel.hpp"
#include "sim/stats/infer/midranks.hpp"

namespace cellcast::sim {

Searched::Searched(std::span<const std::span<const double>> factors, std::span<const std::uint8_t> is_case)
    : values_(factors.begin(), factors.end()), is_case_(is_case), orders_(factors.size()), trials_(is_case.size()) {
  std::iota(trials_.begin(), trials_.end(), 0U);
  parallel_for(factors.size(), [&](std::uint64_t k) { orders_[k] = ranking(values_[k]).order; });
  counts_ = {is_case.size(), static_cast<std::uint64_t>(std::ranges::count_if(is_case, [](std::uint8_t each) { return each != 0; }))};
}

Searched Searched::subset(std::span<const std::uint8_t> keep) const {
  const auto kept = [&](std::uint32_t trial) { return keep[trial] != 0; };
  Searched some;
  some.values_ = values_;
  some.is_case_ = is_case_;
  std::ranges::copy_if(trials_, std::back_inserter(some.trials_), kept);
  for (const auto& order : orders_) {
    auto& own = some.orders_.emplace_back();
    own.reserve(some.trials_.size());
    std::ranges::copy_if(order, std::back_inserter(own), kept);
  }
  some.counts_ = {some.trials_.size(), static_cast<std::uint64_t>(std::ranges::count_if(some.trials_, [&](auto i) { return is_case(i); }))};
  return some;
}

}  // namespace cellcast::sim
