#pragma once

#include <cstdint>
#include <vector>

#include "sim/discover/peel.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// What PRIM offers (Friedman & Fisher 1999; Bryant & Lempert 2010, "Thinking inside the box", Technological Forecasting & Social Change 77,
/// 34-49).
struct OfferedBox {
  std::vector<PeelStep> path;
  std::size_t step = 0;  ///< of the path, that the box starts from
  Box box;               ///< widened and thinned; without limits where nothing singles the cases out
  BoxCounts inside;      ///< of the trials searched
};

/// The box of the path with the largest F1, widened and thinned. Throws Stopped where options.stop says so.
OfferedBox find_box(const Searched& trials, const RunOptions& options = {});

inline constexpr std::uint32_t kHalfSamples = 20;

/// For each limit of the box: in how many of kHalfSamples half-samples the box that is offered has one of the same factor and side. Which
/// trials a half-sample has, half of them rounded down, is a pure function of the stream.
std::vector<std::uint32_t> found_again(const Searched& trials, const Box& box, Stream stream, const RunOptions& options = {});

}  // namespace cellcast::sim
