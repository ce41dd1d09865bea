#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/verify/compare_results.hpp"
#include "sim/engine/replay/spot_check.hpp"

namespace cellcast::output {

/// One thing that was verified.
struct Step {
  enum class State { ok, differs };
  std::string name;
  State state = State::ok;
  std::vector<std::string> texts;    ///< what agrees, or each thing that does not
  std::vector<std::string> notes{};  ///< keys of the scenario that were overridden
  std::optional<Comparison> comparison{};
};

/// Blocks of trials that were computed again, of so many.
Step blocks_step(const sim::SpotCheck& found, std::size_t chosen, std::uint64_t blocks);

/// The whole run computed again; `endings` is what its attributes differ in.
Step run_step(const Comparison& comparison, std::vector<std::string> endings, std::uint64_t trials);

enum class Verdict { verified, differs };
Verdict verdict(const std::vector<Step>& steps);

/// A line for each step, and the verdict; `how_all` says to the reader how the whole run is recomputed, where it was not.
std::string verify_text(const std::string& file, const std::vector<Step>& steps, const std::string& how_all);

/// The same as one JSON object with "schema": "cellcast-verify-1".
std::string verify_json(const std::string& file, const std::vector<Step>& steps);

}  // namespace cellcast::output
