#pragma once

#include <string>

#include "output/report/discovery_report.hpp"
#include "study/trace.hpp"

namespace cellcast::study {

/// In which futures a condition holds, an expression without dimensions: boxes over the inputs, docs/methods.md, Boxes. The same bits on
/// any number of threads. Throws base::Error of the kind `usage` with the place where the condition is none; of the kind `data` where it holds
/// in too few trials; sim::NotFinite; sim::Stopped.
output::Discovered discover(const Source& source, const std::string& condition, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
