#pragma once

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::config {

/// Line and column (in characters) of a byte of a text.
inline Place place_in(std::string_view text, std::size_t byte, std::uint32_t source) {
  const std::string_view before = text.substr(0, byte);
  Place place{source, 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')), 1};
  std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  for (; !line.empty(); line.remove_prefix(base::first_character(line).bytes)) ++place.column;
  return place;
}

}  // namespace cellcast::config
