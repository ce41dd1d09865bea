#pragma once

#include <vector>

#include "config/schema/key.hpp"

namespace cellcast::config {

constexpr Interval kSeed{0, 9223372036854775807.0};
constexpr Interval kTrials{1, 4294967296.0};

/// All keys, in the order of the documentation: the numbers of the model from their lists, the others as they are written here.
std::vector<Key> key_table();

}  // namespace cellcast::config
