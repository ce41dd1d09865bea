#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "output/hdf5/sweep_axis.hpp"
#include "output/result/provenance.hpp"

namespace cellcast::output {

/// What a sweep's file says of it as a whole.
struct SweepSummary {
  std::string name, title, design;
  std::vector<SweepAxis> axes;
  std::size_t points = 0;
  std::size_t base = 0;       ///< point that differences are from; `points` where there are none
  config::Sampling sampling;  ///< of every point, with the final trials
  Provenance provenance;      ///< of the base scenario, with the sweep's sampling and outputs
  std::string sweep_text;     ///< the sweep as read
};

}  // namespace cellcast::output
