#pragma once

#include "config/scenario/scenario.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {

/// The coordinates of a scenario's outputs, and its derived outputs.
Labels labels(const config::Scenario& scenario);

}  // namespace cellcast::sim
