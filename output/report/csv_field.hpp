#pragma once

#include <string>

namespace cellcast::output {

/// A text as a field of CSV: in quotes where it needs them, and where a reader could take it for a missing value (`NA`, `nan`, `null`,
/// nothing).
std::string csv_field(const std::string& text);

/// A number as a field: the shortest text that reads back to the same bits; nothing for not-a-number, which every reader takes for missing.
std::string csv_number(double number);

}  // namespace cellcast::output
