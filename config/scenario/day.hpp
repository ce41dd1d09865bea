#pragma once

#include <cstdint>
#include <string>

namespace cellcast::config {

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
using Day = std::int64_t;

/// A day as a scenario writes it, `2024-09-27`.
std::string date_text(Day day);

}  // namespace cellcast::config
