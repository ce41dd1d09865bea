#pragma once

#include <cstdint>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// The trials that will be run: those asked for, rounded up to what the design takes. With a stopping rule the most that it allows,
/// rounded down.
std::uint64_t planned_trials(const config::Sampling& sampling);

}  // namespace cellcast::sim
