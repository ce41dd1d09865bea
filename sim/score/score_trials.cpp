#include "sim/score/score_trials.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/findings/updating.hpp"
#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kRowBytes = 8, kScoringBytes = 48;  ///< a trial

std::size_t at_once(const ScoringMemory& memory, std::uint64_t bytes, std::uint64_t trials) {
  return static_cast<std::size_t>(std::max<std::uint64_t>(1, memory.bytes / (bytes * std::max<std::uint64_t>(1, trials))));
}

void require_finite(std::span<const double> values, const Plan& plan, const ScoredCell& cell) {
  const auto found = std::ranges::find_if_not(values, [](double value) { return std::isfinite(value); });
  if (found == values.end()) return;
  const Variable& variable = plan.labels.variable(cell.variable);
  const std::string trial = std::to_string(found - values.begin());
  throw NotFinite(cell_text(variable.name, cell_names(plan.labels, variable)[cell.cell]) + " cannot be scored (it is not finite in trial " +
                      trial + ")",
                  {base::Remedy::Kind::trace_trial, trial});
}

std::vector<Scores> score_cell(std::span<const double> values, std::span<const std::uint32_t> weights, const ScoredCell& cell) {
  std::vector<Scores> out;
  for (const Outcome& outcome : cell.outcomes) out.push_back(score(values, weights, outcome));
  return out;
}

}  // namespace

std::uint64_t passes(std::size_t cells, std::uint64_t trials, const ScoringMemory& memory) {
  const std::size_t group = at_once(memory, kRowBytes, trials);
  return (cells + group - 1) / group;
}

std::vector<std::uint32_t> weigh_trials(const Plan& plan, std::uint64_t trials, const RunOptions& options) {
  return on_threads(options.threads, [&] {
    build_tables(plan);
    const Counted counted(plan);
    const Weighting weighting(plan, counted, options.isa);
    std::vector<std::uint32_t> weights(static_cast<std::size_t>(trials));
    PerThread<Chunk> chunks([&] { return Chunk(plan, kernel(options.isa)); });
    for_each_chunk(0, trials, options, [&](std::uint64_t first, std::size_t count) {
      Chunk& chunk = chunks.local();
      chunk.compute(first, count);
      std::vector<std::uint32_t> some;
      weighting.weigh(counted.rows(chunk), some);
      std::ranges::copy(some, weights.begin() + static_cast<std::ptrdiff_t>(first));
    });
    return weights;
  });
}

std::vector<std::vector<Scores>> score_trials(const Plan& plan, std::uint64_t trials, std::span<const ScoredCell> cells,
                                              std::span<const std::uint32_t> weights, const RunOptions& options,
                                              const ScoringMemory& memory) {
  return on_threads(options.threads, [&] {
    build_tables(plan);
    const Counted counted(plan);
    std::vector<std::vector<Scores>> out(cells.size());
    std::atomic<std::uint64_t> done = 0;
    const auto computed = [&](std::uint64_t some) {
      const std::uint64_t so_far = done += some;
      if (options.progress) options.progress(so_far);
    };
    const std::size_t group = at_once(memory, kRowBytes, trials), together = at_once(memory, kScoringBytes, trials);
    for (std::size_t begin = 0; begin < cells.size(); begin += group) {
      const std::size_t end = std::min(cells.size(), begin + group);
      std::vector<std::size_t> numbers;
      for (std::size_t k = begin; k < end; ++k) numbers.push_back(counted.index(cells[k].variable, cells[k].cell));
      const Samples samples = leading(plan, counted, numbers, trials, options, computed);
      for (std::size_t k = begin; k < end; ++k) require_finite(samples.of(k - begin, trials), plan, cells[k]);
      for (std::size_t first = begin; first < end; first += together) {
        parallel_for(std::min(together, end - first), [&](std::uint64_t i) {
          stop_if_told(options);
          const std::size_t k = first + static_cast<std::size_t>(i);
          out[k] = score_cell(samples.of(k - begin, trials), weights, cells[k]);
        });
      }
    }
    return out;
  });
}

}  // namespace cellcast::sim
