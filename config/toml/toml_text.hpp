#pragma once

#include <string>
#include <string_view>

namespace cellcast::config {

/// A text as a TOML basic string, quotes included.
std::string quoted_text(std::string_view text);

}  // namespace cellcast::config
