#pragma once

#include <string>

#include "tests/properties/choices.hpp"

namespace cellcast::fuzz {

/// Changes what a result file holds as only a program with HDF5 could, and seals it again: objects are removed, renamed, replaced by ones
/// of other types and shapes (also enormous ones) or by links that lead nowhere, values become what no run computes.
void edit_result(const std::string& path, tests::Choices& choices);

}  // namespace cellcast::fuzz
