#pragma once

#include <string>

#include "tests/properties/choices.hpp"

namespace cellcast::tests {

/// A scenario that the loader takes (but for the rare correlations that contradict each other): any number of segments, markets,
/// chemistries and materials up to four, every growth process, distribution, design and copula, in TOML. All trials are kept as samples,
/// but for runs of many trials.
std::string make_scenario(Choices& choices);

}  // namespace cellcast::tests
