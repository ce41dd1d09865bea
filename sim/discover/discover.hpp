#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/discover/cases.hpp"
#include "sim/discover/find_box.hpp"
#include "sim/questions/factors.hpp"

namespace cellcast::sim {

/// A limit of a box that is offered.
struct DiscoveredLimit {
  std::size_t factor;
  bool is_upper;
  double value;               ///< in the factor's unit; inside the box
  double percentile;          ///< the part of all trials below a lower limit, or not above an upper one [1]
  std::uint32_t found_again;  ///< half-samples of kHalfSamples whose box limits this side too
};

/// A point of the path: the box after a peel.
struct PathPoint {
  BoxCounts inside;
  std::size_t limits;                ///< of the box
  double coverage, density, mass;  ///< of the trials searched, the first of all their cases [1]
};

struct DiscoveredBox {
  std::vector<PathPoint> path;
  std::size_t step = 0;  ///< of the path, that the box comes from
  std::vector<DiscoveredLimit> limits;
  BoxCounts inside;                       ///< of all trials; of a later box without those of the ones before
  Proportion coverage, density, mass;  ///< of all trials: the part of all cases that is inside, of cases inside, and of trials inside
};

/// Why no more boxes were searched for.
enum class SearchEnd : std::uint8_t { enough_boxes, few_cases, nothing_found };

/// In which futures a condition holds.
struct Discovery {
  std::vector<DrawnFactor> factors;
  std::uint64_t trials = 0, searched = 0;  ///< leading ones
  std::uint64_t cases = 0, searched_cases = 0;
  Proportion probability{};          ///< of the condition, over all trials
  std::vector<DiscoveredBox> boxes;  ///< each searched for without the trials of those before; at most kMostBoxes
  SearchEnd end = SearchEnd::enough_boxes;
};

inline constexpr std::size_t kMostBoxes = 2;

/// Searches boxes over the plan's inputs and shocks by name in the leading trials, and counts them in all. `seed` is the scenario's: which
/// half-samples there are follows from it. The same bits on any number of threads. Throws Stopped.
/// Precondition: at least kLeastCases cases.
Discovery discover(const Plan& plan, const Cases& cases, std::uint64_t seed, const RunOptions& options);

}  // namespace cellcast::sim
