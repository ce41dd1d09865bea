#pragma once

#include <memory>

#include "output/hdf5/hdf5.hpp"
#include "output/sweep/sweep_summary.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Everything a sweep's file holds, below the root group of an open file; layout in docs/result-format.md. All members throw h5::Error.
class SweepGroups {
 public:
  /// Creates all groups, at their full size.
  SweepGroups(hid_t file, const SweepSummary& summary, const sim::Results& shape);
  ~SweepGroups();

  /// The next point.
  void add(const sim::Results& results);
  /// To be called when all points are there.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::output
