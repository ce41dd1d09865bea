#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Keys that go over those of a scenario, with the text where they stand.
struct Overlay {
  Source source;
  Node tree;  ///< its places are in `source`, number 0
};

/// What is to be changed in a scenario. All of it wins over the file.
struct Overrides {
  /// What a change is called where something is wrong with it: in place of a file's name, with line 1 and its column.
  struct Names {
    std::string set = "change", trials = "trials", seed = "seed", method = "method";
  };

  std::vector<Overlay> overlays{};  ///< first of all
  std::vector<std::string> set{};   ///< `key=value`, the value in TOML
  std::optional<std::uint64_t> trials, seed;
  std::optional<std::string> method;
  Names names{};
  bool repair_correlations = false;  ///< for sim::load_checked: replace correlations that contradict each other by the nearest valid ones
};

}  // namespace cellcast::config
