#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/read/sections.hpp"
#include "config/scenario/distribution.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// How the points of a sweep are laid out over its axes.
enum class SweepDesign {
  grid,             ///< all combinations; the first axis moves slowest
  zip,              ///< the axes' values side by side
  list,             ///< as listed
  latin_hypercube,  ///< random, each axis evenly over its distribution
  sobol
};

/// As sweep files have them, `latin-hypercube`, in the order of SweepDesign.
const std::vector<std::string>& design_names();

/// A key of the scenario, by dots, and where the sweep names it.
struct AxisKey {
  std::string path;
  Place place;
};

/// A parameter that differs between points.
struct SweepAxis {
  std::string name;
  Place place;
  std::vector<AxisKey> keys;                 ///< that it sets
  std::vector<Node> values;                  ///< of a grid or zip; [point] of a list
  std::optional<Distribution> distribution;  ///< of a Latin hypercube or Sobol design
};

/// What a sweep file says. `source` is the text that places of nodes refer to.
struct Sweep {
  Source source;
  Head head;
  std::string scenario;  ///< path of the base scenario, as the file gives it
  SweepDesign design = SweepDesign::grid;
  std::uint64_t points = 0, seed = 1;
  std::vector<SweepAxis> axes;
  std::vector<Node> base;  ///< [axis], of the point that differences are from; empty: none
  Place base_place;
  Node settings;  ///< [sampling] and [outputs], which go over those of the scenario
};

inline constexpr std::uint64_t kMostPoints = 100'000;

}  // namespace cellcast::config
