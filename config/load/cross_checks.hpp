#pragma once

#include "config/diagnostics/report.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::config {

/// Rules between inputs that must hold in every draw. Each input is taken by itself, at the ends of its support (a shared variable counts
/// as separate inputs; an infinite end fails). NaN, an input with an error of its own, passes.
void cross_check(const Scenario& scenario, Report& report);

}  // namespace cellcast::config
