#pragma once

#include <string>

#include "config/scenario/scenario.hpp"
#include "output/files/seal_format.hpp"

namespace cellcast::output {

class GroupReader;

/// Root attribute `cellcast_format`.
inline std::string format_version() { return std::to_string(kFormatMajor) + "." + std::to_string(kFormatMinor); }

/// Root attribute `kind` of a sweep's file; that of a run has none.
inline constexpr const char* kSweepKind = "sweep";

/// What a result file says of its making besides the results. Texts are UTF-8 without NUL.
struct Provenance {
  std::string scenario_text;            ///< as read
  std::string scenario_resolved;        ///< with the final trials; scenario_sha256 is of this text
  std::string repaired_correlations{};  ///< what a repair has changed, see config::repaired_correlations; empty where nothing
  /// What comments say of numbers, where that is not what scenario_text says: a line `PATH = # COMMENT` each, see config::Comments.
  std::string comments{};
};

/// Of a scenario as it was run.
Provenance provenance_of(const config::Scenario& scenario);
/// What the group `provenance` of a run's or a sweep's file holds. Throws h5::Error.
Provenance read_provenance(const GroupReader& group);

}  // namespace cellcast::output
