#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>

#include "config/scenario/scenario.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/engine/trials/session.hpp"

namespace cellcast::sim {

/// The medians of a scenario's outputs.
using Medians = std::map<std::tuple<std::string, std::string, int>, double>;  // variable, index, year

/// What changes alone do to the medians of the base's outputs: the base is run again with one after the other, and later scenarios, over
/// their leading trials under the same draws. `dimensions` are the batch's. The arguments must outlive it.
class Attribution {
 public:
  /// Runs the base. Throws as run does.
  Attribution(const config::Scenario& base, std::span<const std::string> dimensions, RunOptions options, Session& session);

  /// Fills in `difference.changes`. Changes that move no median are left out; what a change does only together with others, and changes
  /// that the base cannot take alone, are the rest. Throws as run does.
  void attribute(Difference& difference, const config::Scenario& later) const;

 private:
  Medians medians(const config::Scenario& scenario) const;

  std::span<const std::string> dimensions_;
  RunOptions options_;
  Session* session_;
  std::string resolved_;
  Medians base_;
};

/// At most so many trials of each, and so many changes; further ones are in the rest.
inline constexpr std::uint64_t kAttributionTrials = 32768;
inline constexpr std::size_t kAttributedChanges = 24;

}  // namespace cellcast::sim
