#include "sim/discover/discover.hpp"

#include <utility>

#include "sim/discover/count_boxes.hpp"
#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/trials/parallel.hpp"

namespace cellcast::sim {
namespace {

double share(std::uint64_t part, std::uint64_t of) { return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of); }

std::vector<PathPoint> points(const OfferedBox& offered, const BoxCounts& searched) {
  std::vector<PathPoint> points;
  Box box;
  for (const PeelStep& step : offered.path) {
    if (step.limit) box = with_limit(std::move(box), *step.limit);
    const BoxCounts& inside = step.inside;
    points.push_back({inside, box.size(), share(inside.cases, searched.cases), inside.density(), share(inside.trials, searched.trials)});
  }
  return points;
}

/// Searches for one box after the other, each without the trials of those before.
class BoxSearch {
 public:
  BoxSearch(Searched trials, std::uint64_t seed, const RunOptions& options)
      : all_(trials.counts()), rest_(std::move(trials)), seed_(seed), options_(options) {}

  void run(Discovery& found) {
    while (boxes_.size() < kMostBoxes) {
      if (rest_.counts().cases < kLeastCases) return void(found.end = SearchEnd::few_cases);
      const OfferedBox offered = find_box(rest_, options_);
      if (offered.box.empty()) return void(found.end = SearchEnd::nothing_found);
      add(offered, found);
      leave_out(offered.box);
    }
    found.end = SearchEnd::enough_boxes;
  }

  const std::vector<Box>& boxes() const { return boxes_; }

 private:
  void add(const OfferedBox& offered, Discovery& found) {
    const Stream stream{seed_, stream_id("discover.box[" + std::to_string(boxes_.size() + 1) + "]")};
    const std::vector<std::uint32_t> again = sim::found_again(rest_, offered.box, stream, options_);
    DiscoveredBox& box = found.boxes.emplace_back();
    box.path = points(offered, all_);
    box.step = offered.step;
    for (std::size_t k = 0; k < offered.box.size(); ++k) {
      const BoxLimit& limit = offered.box[k];
      box.limits.push_back({limit.factor, limit.is_upper, limit.value, 0, again[k]});
    }
    boxes_.push_back(offered.box);
  }

  void leave_out(const Box& box) {
    std::vector<std::uint8_t> keep(rest_.numbers());
    for (const std::uint32_t trial : rest_.trials()) keep[trial] = rest_.holds(box, trial) ? 0 : 1;
    rest_ = rest_.subset(keep);
  }

  BoxCounts all_;
  Searched rest_;
  std::uint64_t seed_;
  const RunOptions& options_;
  std::vector<Box> boxes_;
};

double interval_factor(const Design& design, std::uint64_t trials) {
  return design.replicates() > 1 ? confidence_factor(design.replicates(), trials) : kNormalFactor;
}

/// What all trials say of the boxes.
void take_figures(const Plan& plan, std::span<const Box> boxes, const Cases& cases, const RunOptions& options, Discovery& found) {
  const double factor = interval_factor(*plan.design, cases.trials);
  const std::vector<CountedBox> counted = count_boxes(plan, found.factors, boxes, cases, options);
  for (std::size_t b = 0; b < boxes.size(); ++b) {
    DiscoveredBox& box = found.boxes[b];
    box.inside = {counted[b].mass.all_both(), counted[b].coverage.all_both()};
    box.coverage = proportion(counted[b].coverage, factor);
    box.mass = proportion(counted[b].mass, factor);
    box.density = proportion(counted[b].density, factor);  // trials that were searched are inside
    for (std::size_t k = 0; k < box.limits.size(); ++k) box.limits[k].percentile = share(counted[b].outside[k], cases.trials);
  }
}

Proportion probability_of(const Plan& plan, const Cases& cases) {
  EventCounts counts(plan.design->replicates());
  for (std::uint64_t trial = 0; trial < cases.trials; ++trial) {
    const std::uint32_t replicate = plan.design->piece(trial).replicate;
    ++counts.trials[replicate];
    ++counts.given[replicate];
    counts.both[replicate] += cases.holds(trial) ? 1 : 0;
  }
  return proportion(counts, interval_factor(*plan.design, cases.trials));
}

}  // namespace

Discovery discover(const Plan& plan, const Cases& cases, std::uint64_t seed, const RunOptions& options) {
  return on_threads(options.threads, [&] {
    build_tables(plan);
    Discovery found;
    found.factors = single_factors(plan);
    for (DrawnFactor& shocks : shock_factors(plan)) found.factors.push_back(std::move(shocks));
    found.trials = cases.trials;
    found.cases = cases.count;
    found.searched = trials_to_search(cases);
    found.probability = probability_of(plan, cases);

    const std::vector<std::vector<double>> values = draw_factors(plan, found.factors, found.searched, options);
    std::vector<std::uint8_t> is_case(static_cast<std::size_t>(found.searched));
    for (std::size_t i = 0; i < is_case.size(); ++i) is_case[i] = cases.holds(i) ? 1 : 0;
    const std::vector<std::span<const double>> columns(values.begin(), values.end());
    Searched searched(columns, is_case);
    found.searched_cases = searched.counts().cases;
    BoxSearch search(std::move(searched), seed, options);
    search.run(found);
    take_figures(plan, search.boxes(), cases, options, found);
    return found;
  });
}

}  // namespace cellcast::sim
