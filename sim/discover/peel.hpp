#pragma once

#include <optional>
#include <vector>

#include "sim/discover/searched.hpp"
#include "sim/engine/options.hpp"

namespace cellcast::sim {

/// A step along PRIM's path: the limit that was moved (none: the box of all trials, with which the path begins), and what is left inside.
struct PeelStep {
  std::optional<BoxLimit> limit;
  BoxCounts inside;
};

/// PRIM's peeling (Friedman & Fisher 1999, "Bump hunting in high-dimensional data", Statistics and Computing 9, 123-143): from the box of
/// all trials on, the twentieth of the box's trials that lies farthest out in one factor is taken off, at the end of the factor that gains
/// most density per trial taken off; of equal ones the first factor's, the lower end first. Trials of one value leave together: those
/// beyond the twentieth, or all at the extreme value where that has more. Ends when density is 1, nothing gains, or fewer than
/// kLeastInside trials would stay. Throws Stopped where options.stop says so.
std::vector<PeelStep> peel(const Searched& trials, const RunOptions& options = {});

inline constexpr std::uint64_t kLeastInside = 100;
/// A twentieth of a box's trials, rounded down; at least one.
constexpr std::uint64_t twentieth(std::uint64_t trials) { return trials < 40 ? 1 : trials / 20; }

/// The box after the steps up to this one.
Box box_after(const std::vector<PeelStep>& path, std::size_t step);
/// The step after which F1 is largest; of equal ones the first.
std::size_t best_step(const std::vector<PeelStep>& path);

}  // namespace cellcast::sim
