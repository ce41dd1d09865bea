#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/toml/scan.hpp"

namespace cellcast::config {

/// What a file is that stands in a scenario's place: a result file, a picture, JSON, a text in another encoding or with other line ends;
/// nothing where it may be TOML.
std::optional<Slip> foreign(std::string_view text);

}  // namespace cellcast::config
