#pragma once

#include <string>
#include <string_view>

namespace cellcast::sim {

/// What a name is already, so that no derived output may have it: `an output of the model`, `a function`; empty where it is free.
std::string reserved_as(std::string_view name);

/// Whether result files have a coordinate or another dataset of this name beside those of the variables.
bool is_in_result_files(std::string_view name);

}  // namespace cellcast::sim
