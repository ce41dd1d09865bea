#pragma once

#include <string>

namespace cellcast::cli {

enum class Color { automatic, always, never };

/// Diagnostics with their places in bold and their carets in red, if standard error is a terminal (and NO_COLOR is not set) or colour
/// is asked for.
std::string styled(const std::string& diagnostics, Color color);

}  // namespace cellcast::cli
