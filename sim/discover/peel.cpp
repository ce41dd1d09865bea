#include "sim/discover/peel.hpp"

#include <algorithm>

namespace cellcast::sim {
namespace {

/// What could be taken off at one end of a factor.
struct Slice {
  BoxLimit limit;  ///< that would hold afterwards
  BoxCounts taken;
};

class Peeler {
 public:
  explicit Peeler(const Searched& trials) : trials_(trials), is_inside_(trials.numbers()), inside_(trials.counts()) {
    for (const std::uint32_t trial : trials.trials()) is_inside_[trial] = 1;
    for (std::size_t k = 0; k < trials.factors(); ++k) orders_.push_back(trials.order(k));
  }

  const BoxCounts& inside() const { return inside_; }

  /// The slice that gains most; none where nothing gains.
  std::optional<Slice> best() const {
    std::optional<Slice> best;
    double most = 0;
    for (std::size_t factor = 0; factor < orders_.size(); ++factor) {
      for (const bool is_upper : {false, true}) {
        const std::optional<Slice> slice = outermost(factor, is_upper);
        if (!slice || !(gain(slice->taken) > most)) continue;
        most = gain(slice->taken);
        best = slice;
      }
    }
    return best;
  }

  void take(const Slice& slice) {
    const std::vector<std::uint32_t>& order = orders_[slice.limit.factor];
    const auto leaves = [&](std::uint32_t trial) { return !slice.limit.holds(trials_.value(slice.limit.factor, trial)); };
    const auto drop = [&](auto first, auto last) {
      for (; first != last && leaves(*first); ++first) is_inside_[*first] = 0;
    };
    if (slice.limit.is_upper)
      drop(order.rbegin(), order.rend());
    else
      drop(order.begin(), order.end());
    inside_ = left(slice.taken);
    if (2 * inside_.trials < order.size()) compact();
  }

 private:
  BoxCounts left(const BoxCounts& taken) const { return {inside_.trials - taken.trials, inside_.cases - taken.cases}; }

  /// The rise of density for each trial taken off, times the number of trials inside, which all slices share. Differences of products of
  /// whole numbers: equal gains are equal to the bit.
  double gain(const BoxCounts& taken) const {
    const BoxCounts rest = left(taken);
    const auto more = static_cast<double>(rest.cases) * static_cast<double>(inside_.trials) -
                      static_cast<double>(inside_.cases) * static_cast<double>(rest.trials);
    return more / (static_cast<double>(rest.trials) * static_cast<double>(taken.trials));
  }

  /// None where all trials inside have the same value.
  std::optional<Slice> outermost(std::size_t factor, bool is_upper) const {
    const std::vector<std::uint32_t>& order = orders_[factor];
    return is_upper ? outermost(factor, is_upper, order.rbegin(), order.rend()) : outermost(factor, is_upper, order.begin(), order.end());
  }

  template <class Iterator>
  std::optional<Slice> outermost(std::size_t factor, bool is_upper, Iterator at, Iterator end) const {
    const std::uint64_t wanted = twentieth(inside_.trials);
    BoxCounts walked, beyond;  // all that were met, and those that lie beyond the value at hand
    double value = 0;
    bool is_first_value = true;
    for (; at != end; ++at) {
      if (is_inside_[*at] == 0) continue;
      const double own = trials_.value(factor, *at);
      if (walked.trials == 0) value = own;
      if (own != value) {
        if (walked.trials >= wanted && is_first_value) return Slice{{factor, is_upper, own}, walked};
        beyond = walked;
        value = own;
        is_first_value = false;
      }
      ++walked.trials;
      walked.cases += trials_.is_case(*at) ? 1 : 0;
      if (walked.trials > wanted && !is_first_value) break;
    }
    if (is_first_value) return std::nullopt;
    return Slice{{factor, is_upper, value}, beyond};
  }

  void compact() {
    for (auto& order : orders_) std::erase_if(order, [&](std::uint32_t trial) { return is_inside_[trial] == 0; });
  }

  const Searched& trials_;
  std::vector<std::uint8_t> is_inside_;             ///< [trial]
  std::vector<std::vector<std::uint32_t>> orders_;  ///< [factor], of trials inside, and some that are no longer
  BoxCounts inside_;
};

}  // namespace

std::vector<PeelStep> peel(const Searched& trials, const RunOptions& options) {
  Peeler peeler(trials);
  std::vector<PeelStep> path{{std::nullopt, peeler.inside()}};
  while (peeler.inside().cases < peeler.inside().trials) {
    const std::optional<Slice> slice = peeler.best();
    if (!slice || peeler.inside().trials - slice->taken.trials < kLeastInside) break;
    peeler.take(*slice);
    stop_if_told(options);
    path.push_back({slice->limit, peeler.inside()});
  }
  return path;
}

Box box_after(const std::vector<PeelStep>& path, std::size_t step) {
  Box box;
  for (std::size_t k = 1; k <= step; ++k) box = with_limit(std::move(box), *path[k].limit);
  return box;
}

std::size_t best_step(const std::vector<PeelStep>& path) {
  const std::uint64_t cases = path.front().inside.cases;
  const auto better = [&](const PeelStep& a, const PeelStep& b) { return f1(a.inside, cases) < f1(b.inside, cases); };
  return static_cast<std::size_t>(std::ranges::max_element(path, better) - path.begin());
}

}  // namespace cellcast::sim
