#include "sim/discover/find_box.hpp"

#include <algorithm>

#include "sim/discover/refine.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/random/design/permutation.hpp"

namespace cellcast::sim {
namespace {

Searched half_sample(const Searched& trials, Stream stream, std::uint32_t which) {
  const auto n = static_cast<std::uint32_t>(trials.counts().trials);
  std::vector<std::uint32_t> chosen(n / 2);
  Permutation(stream, which, n).images(0, chosen);
  std::vector<std::uint8_t> keep(trials.numbers());
  for (const std::uint32_t place : chosen) keep[trials.trials()[place]] = 1;
  return trials.subset(keep);
}

}  // namespace

OfferedBox find_box(const Searched& trials, const RunOptions& options) {
  OfferedBox offered{peel(trials, options), 0, {}, {}};
  offered.step = best_step(offered.path);
  offered.box = thinned(trials, widened(trials, box_after(offered.path, offered.step), options), options);
  offered.inside = counts(trials, offered.box);
  return offered;
}

std::vector<std::uint32_t> found_again(const Searched& trials, const Box& box, Stream stream, const RunOptions& options) {
  std::vector<Box> others(kHalfSamples);
  parallel_for(kHalfSamples, [&](std::uint64_t k) {
    others[k] = find_box(half_sample(trials, stream, static_cast<std::uint32_t>(k)), options).box;
  });
  std::vector<std::uint32_t> times;
  for (const BoxLimit& limit : box) {
    const auto has = [&](const Box& other) {
      return std::ranges::any_of(other, [&](const BoxLimit& each) { return each.is_of(limit.factor, limit.is_upper); });
    };
    times.push_back(static_cast<std::uint32_t>(std::ranges::count_if(others, has)));
  }
  return times;
}

}  // namespace cellcast::sim
