#pragma once

#include "cli/parse/manual.hpp"

namespace cellcast::cli {

/// An entry for each command, in the order of their examples: later ones read what earlier ones have written.
const std::vector<ManualEntry>& manual();

}  // namespace cellcast::cli
