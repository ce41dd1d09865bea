#pragma once

#include <string>
#include <string_view>

namespace cellcast::config {

/// How TOML writes the day that a word in another notation means: `2025-01-01` for `2025/1/1`, `2025-04-01` for `01.04.2025`; both days,
/// `2025-01-04 or 2025-04-01`, where it may be either of two. Of a day in TOML's own notation that one; empty where it is no day.
std::string written_day(std::string_view word);

}  // namespace cellcast::config
