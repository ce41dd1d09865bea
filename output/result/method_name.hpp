#pragma once

#include <string>

#include "config/scenario/scenario.hpp"

namespace cellcast::output {

/// `monte-carlo`, `latin-hypercube`, `sobol`
std::string method_name(config::Method method);

}  // namespace cellcast::output
