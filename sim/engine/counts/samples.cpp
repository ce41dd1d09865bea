#include "sim/engine/counts/samples.hpp"

#include <numeric>
#include <vector>

#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/per_thread.hpp"

namespace cellcast::sim {

Samples leading(const Plan& plan, const Counted& counted, std::span<const std::size_t> numbers, std::uint64_t trials,
                const RunOptions& options, const std::function<void(std::uint64_t some)>& computed) {
  Samples samples(numbers.size(), trials);
  PerThread<Chunk> chunks([&] { return Chunk(plan, kernel(options.isa)); });
  for_each_chunk(0, trials, options, [&](std::uint64_t first, std::size_t count) {
    Chunk& chunk = chunks.local();
    chunk.compute(first, count);
    Rows rows{first, count, {}};
    for (const std::size_t number : numbers) rows.values.push_back(counted.values(chunk, number).data());
    samples.keep(rows);
    if (computed) computed(count);
  });
  return samples;
}

Samples leading(const Plan& plan, const Counted& counted, std::uint64_t trials, const RunOptions& options) {
  std::vector<std::size_t> all(counted.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return leading(plan, counted, all, trials, options);
}

}  // namespace cellcast::sim
