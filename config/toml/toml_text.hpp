#pragma once

#include <string>
#include <string_view>

namespace cellcast::config {

/// A text as a TOML basic string, quotes included.
std::string quoted_text(std::string_view text);

/// The number that the whole text is, or NaN.
double number_of(std::string_view digits);

}  // namespace cellcast::config
