#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/discover/box.hpp"

namespace cellcast::sim {

/// The trials that are searched for a box. What it is made of must outlive it.
class Searched {
 public:
  /// factors[k] are the values of all trials, finite; is_case[i] != 0 where trial i has what is looked for. Fewer than 2^31 trials.
  Searched(std::span<const std::span<const double>> factors, std::span<const std::uint8_t> is_case);

  /// Those among them with keep[i] != 0, by the numbers of the trials that this was made of.
  Searched subset(std::span<const std::uint8_t> keep) const;

  std::size_t factors() const { return values_.size(); }
  /// Of trials and cases in all.
  const BoxCounts& counts() const { return counts_; }
  double value(std::size_t factor, std::uint32_t trial) const { return values_[factor][trial]; }
  bool is_case(std::uint32_t trial) const { return is_case_[trial] != 0; }
  /// Numbers of the trials by the values of a factor, the smallest first.
  const std::vector<std::uint32_t>& order(std::size_t factor) const { return orders_[factor]; }
  /// Numbers that trials can have: from 0 to less than this.
  std::size_t numbers() const { return is_case_.size(); }
  /// The numbers of the trials, ascending.
  const std::vector<std::uint32_t>& trials() const { return trials_; }

  bool holds(const Box& box, std::uint32_t trial) const {
    for (const BoxLimit& limit : box)
      if (!limit.holds(value(limit.factor, trial))) return false;
    return true;
  }

 private:
  Searched() = default;

  std::vector<std::span<const double>> values_;     ///< [factor][trial]
  std::span<const std::uint8_t> is_case_;           ///< [trial]
  std::vector<std::vector<std::uint32_t>> orders_;  ///< [factor]
  std::vector<std::uint32_t> trials_;
  BoxCounts counts_;
};

}  // namespace cellcast::sim
