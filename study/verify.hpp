#pragma once

#include <string>
#include <vector>

#include "output/result/result_reader.hpp"
#include "output/verify/verify_report.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// How much of a result is computed again.
struct Verification {
  std::string base{};         ///< scenario that the result's differences are from; empty: these are not recomputed
  std::uint64_t blocks = 64;  ///< that are recomputed first
  std::uint64_t seed = 1;     ///< of their choice
  bool quick = false;         ///< blocks alone, not the whole run
};

/// Checks a result against itself and against what its scenario comes to: a step for each thing. `file` is what messages call it. Throws
/// NotTheBase, what loading the base throws, and sim::Stopped.
std::vector<output::Step> verify(const std::string& file, output::StoredResult stored, const Verification& wanted, const Machine& machine,
                                 const Watch& watch);

}  // namespace cellcast::study
