#pragma once

#include <string>

#include "config/scenario/scenario.hpp"

namespace cellcast::config {

/// The scenario as a TOML text with every default and override written out; it loads back to the same scenario.
std::string resolved(const Scenario& scenario);

}  // namespace cellcast::config
