#pragma once

#include <string>

#include "output/report/seek_report.hpp"
#include "study/trace.hpp"

namespace cellcast::study {

/// At which value of a key a statistic is what it is to be.
struct SeekQuestion {
  std::string key;       ///< of a number, a distribution's parameter or a date: `segments.power.growth.rate.mean`
  std::string from, to;  ///< as a scenario writes values
  std::string target;    ///< `P(total_exports[2030] < 900) = 0.5`: parse_target
  std::string called = "key";  ///< what stands in place of a file's name where something is wrong with the key or its ends
};

/// Searches with the same draws at all values: docs/methods.md, Seeking. The same answer on any number of threads. Throws base::Error of the
/// kind `usage`, with the place, where the target is none; config::ScenarioError where the key, its ends or the scenario at some value are
/// wrong; sim::NotFinite; sim::Stopped.
output::Sought seek(const Source& source, const SeekQuestion& question, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
