#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/engine/options.hpp"
#include "sim/engine/trials/chunk.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/random/design/design.hpp"
#include "sim/stats/accumulate/stretch.hpp"

namespace cellcast::sim {

/// work(first, count) for each chunk of the trials begin ... end - 1, on the threads of the arena, in any order. Throws Stopped where it
/// was told to stop.
template <class Work>
void for_each_chunk(std::uint64_t begin, std::uint64_t end, const RunOptions& options, const Work& work) {
  parallel_for((end - begin + kChunk - 1) / kChunk, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = begin + index * kChunk;
    work(first, static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, end - first)));
  });
}

/// Which replicates `count` trials from `first` on are of.
inline std::vector<Stretch> stretches(const Design& design, std::uint64_t first, std::size_t count) {
  std::vector<Stretch> result;
  for (std::size_t done = 0; done < count; done += result.back().size) {
    const Piece piece = design.piece(first + done);
    result.push_back({piece.replicate, static_cast<std::size_t>(std::min<std::uint64_t>(piece.size, count - done))});
  }
  return result;
}

}  // namespace cellcast::sim
