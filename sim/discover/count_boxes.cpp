#include "sim/discover/count_boxes.hpp"

#include <algorithm>
#include <array>

#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"

namespace cellcast::sim {
namespace {

using Row = std::array<double, kDrawn>;

void count(EventCounts& counts, std::uint32_t replicate, bool given, bool both) {
  ++counts.trials[replicate];
  counts.given[replicate] += given ? 1 : 0;
  counts.both[replicate] += both ? 1 : 0;
}

class Counter {
 public:
  Counter(const Plan& plan, const Kernel& kernel, std::span<const DrawnFactor> factors, std::span<const Box> boxes)
      : plan_(&plan), factors_(factors), boxes_(boxes), draws_(plan, kernel) {
    const EventCounts none(plan.design->replicates());
    for (const Box& box : boxes) counted_.push_back({none, none, none, std::vector<std::uint64_t>(box.size())});
  }

  void add(std::uint64_t first, std::size_t trials, const Cases& cases) {
    draws_.draw(first);
    std::array<bool, kDrawn> is_taken{};
    for (std::size_t b = 0; b < boxes_.size(); ++b) {
      std::array<bool, kDrawn> is_inside{};
      is_inside.fill(true);
      for (std::size_t k = 0; k < boxes_[b].size(); ++k) hold(boxes_[b][k], trials, is_inside, counted_[b].outside[k]);
      for (std::size_t i = 0; i < trials; ++i) is_inside[i] = is_inside[i] && !is_taken[i];
      count_inside(counted_[b], first, trials, is_inside, cases);
      for (std::size_t i = 0; i < trials; ++i) is_taken[i] = is_taken[i] || is_inside[i];
    }
  }

  void merge_into(std::vector<CountedBox>& total) const {
    for (std::size_t b = 0; b < total.size(); ++b) {
      total[b].coverage.merge(counted_[b].coverage);
      total[b].density.merge(counted_[b].density);
      total[b].mass.merge(counted_[b].mass);
      for (std::size_t k = 0; k < total[b].outside.size(); ++k) total[b].outside[k] += counted_[b].outside[k];
    }
  }

  const std::vector<CountedBox>& counted() const { return counted_; }

 private:
  void hold(const BoxLimit& limit, std::size_t trials, std::array<bool, kDrawn>& is_inside, std::uint64_t& outside) {
    Row values;
    draws_.values(factors_[limit.factor], std::span(values).first(trials));
    for (std::size_t i = 0; i < trials; ++i) {
      const bool holds = limit.holds(values[i]);
      outside += holds == limit.is_upper ? 1 : 0;
      is_inside[i] = is_inside[i] && holds;
    }
  }

  void count_inside(CountedBox& box, std::uint64_t first, std::size_t trials, const std::array<bool, kDrawn>& is_inside, const Cases& cases) {
    for (std::size_t begin = 0; begin < trials;) {
      const Piece piece = plan_->design->piece(first + begin);
      const auto end = static_cast<std::size_t>(std::min<std::uint64_t>(trials, begin + piece.size));
      for (std::size_t i = begin; i < end; ++i) {
        const bool is_case = cases.holds(first + i), both = is_case && is_inside[i];
        count(box.coverage, piece.replicate, is_case, both);
        count(box.density, piece.replicate, is_inside[i], both);
        count(box.mass, piece.replicate, true, is_inside[i]);
      }
      begin = end;
    }
  }

  const Plan* plan_;
  std::span<const DrawnFactor> factors_;
  std::span<const Box> boxes_;
  FactorDraws draws_;
  std::vector<CountedBox> counted_;
};

}  // namespace

std::vector<CountedBox> count_boxes(const Plan& plan, std::span<const DrawnFactor> factors, std::span<const Box> boxes, const Cases& cases,
                                    const RunOptions& options) {
  PerThread<Counter> counters([&] { return Counter(plan, kernel(options.isa), factors, boxes); });
  parallel_for((cases.trials + kDrawn - 1) / kDrawn, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = index * kDrawn;
    counters.local().add(first, static_cast<std::size_t>(std::min<std::uint64_t>(kDrawn, cases.trials - first)), cases);
  });
  std::vector<CountedBox> total = Counter(plan, kernel(options.isa), factors, boxes).counted();
  counters.for_each([&](const Counter& counter) { counter.merge_into(total); });
  return total;
}

}  // namespace cellcast::sim
