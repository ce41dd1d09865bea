#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "sim/engine/tally.hpp"

namespace cellcast::sim {

/// The inputs and outputs of the leading trials: [counted number][trial]. Chunks write to places of their own.
class Samples {
 public:
  Samples(const Plan& plan, const Counted& counted)
      : counted_(&counted), trials_(static_cast<std::size_t>(plan.samples)), values_(counted.size() * trials_) {}

  void keep(const Chunk& chunk) {
    if (chunk.first() >= trials_) return;
    for (std::size_t k = 0; k < counted_->size(); ++k) {
      const std::span<const double> values = counted_->values(chunk, k);
      const std::size_t count = std::min<std::size_t>(values.size(), trials_ - static_cast<std::size_t>(chunk.first()));
      std::ranges::copy(values.first(count), values_.begin() + static_cast<std::ptrdiff_t>(k * trials_ + chunk.first()));
    }
  }

  /// The kept ones of the first `trials` of one number.
  std::span<const double> of(std::size_t index, std::uint64_t trials) const {
    return {values_.data() + index * trials_, std::min<std::size_t>(trials_, static_cast<std::size_t>(trials))};
  }

 private:
  const Counted* counted_;
  std::size_t trials_;
  std::vector<double> values_;
};

}  // namespace cellcast::sim
