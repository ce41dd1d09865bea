#pragma once

#include <optional>
#include <string>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Why the trials of two scenarios of a batch are not under the same draws, `their seeds differ`; nothing where they are.
std::optional<std::string> why_unpaired(const config::Scenario& base, const config::Scenario& later);

}  // namespace cellcast::sim
