#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "sim/engine/counts/counted.hpp"
#include "sim/engine/options.hpp"
#include "sim/model/aligned.hpp"

namespace cellcast::sim {

/// Numbers of the leading trials: [number][trial]. Rows write to places of their own, which are unset before: gigabytes of zeros would
/// hold up the start.
class Samples {
 public:
  Samples(std::size_t numbers, std::uint64_t trials)
      : trials_(static_cast<std::size_t>(trials)), values_(LineAllocator<double>().allocate(numbers * trials_), Free{numbers * trials_}) {}

  void keep(const Rows& rows) {
    if (rows.first >= trials_) return;
    const auto first = static_cast<std::size_t>(rows.first);
    const std::size_t count = std::min(rows.count, trials_ - first);
    for (std::size_t k = 0; k < rows.values.size(); ++k) std::copy_n(rows.values[k], count, &values_[k * trials_ + first]);
  }

  /// The kept ones of the first `trials` of one number.
  std::span<const double> of(std::size_t index, std::uint64_t trials) const {
    return {values_.get() + index * trials_, std::min<std::size_t>(trials_, static_cast<std::size_t>(trials))};
  }

 private:
  struct Free {
    std::size_t count;
    void operator()(double* values) const { LineAllocator<double>().deallocate(values, count); }
  };

  std::size_t trials_;
  std::unique_ptr<double[], Free> values_;
};

/// Computes the leading trials and keeps these counted numbers of them. `computed` is told of each few trials that are, from any thread;
/// the options' progress is not, which counts a run's own. Throws Stopped where it was told to stop.
Samples leading(const Plan& plan, const Counted& counted, std::span<const std::size_t> numbers, std::uint64_t trials,
                const RunOptions& options, const std::function<void(std::uint64_t some)>& computed = {});
/// All counted numbers.
Samples leading(const Plan& plan, const Counted& counted, std::uint64_t trials, const RunOptions& options);

}  // namespace cellcast::sim
