#pragma once

#include <vector>

#include "sim/score/card.hpp"
#include "study/machine.hpp"
#include "study/score/actuals.hpp"
#include "study/trace.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// A scenario's trials, as far as they are scored.
class Forecaster {
 public:
  /// All must outlive it.
  Forecaster(const Source& source, const Machine& machine, const Watch& watch) : source_(source), machine_(machine), watch_(watch) {}

  /// A scored actual's row of the file is at the same place of `rows`. Fills in the vintage's trials, and what they score on its actuals;
  /// weighted by these observations, if any. Throws base::Error where there are too many trials, and what sim::run throws.
  void score(const std::vector<const config::Actual*>& rows, const std::vector<config::Observation>& observations,
             sim::Vintage& vintage) const;

 private:
  sim::Plan plan(std::vector<std::string> variables, const std::vector<config::Observation>& observations) const;
  sim::RunOptions options() const;

  const Source& source_;
  const Machine& machine_;
  const Watch& watch_;
};

}  // namespace cellcast::study
