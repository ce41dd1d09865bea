#pragma once

#include <limits>
#include <string>

#include "config/scenario/interval.hpp"
#include "config/scenario/laws.hpp"

namespace cellcast::config {

/// A law, truncated to [min, max] by renormalising its probability (for the metalog: its bounds).
struct Distribution {
  Law law;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

/// The smallest interval that holds all probability; an infinite or unattained end is open.
Interval support(const Distribution& distribution);

/// The distribution in the notation of a scenario file, `{ dist = "pert", low = 0.2, mode = 0.45, high = 0.8 }`.
std::string text(const Distribution& distribution);

/// The same for readers: of more than 20 data, how many there are and their ends.
std::string summary(const Distribution& distribution);

/// A number as TOML 1.0 writes it, the shortest text that reads back to the same bits (`0.3`, `1e-07`, `5.0`).
std::string text(double number);

}  // namespace cellcast::config
