#pragma once

#include <optional>
#include <string>

#include "config/scenario/day.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// The day that 1 January of a year is.
config::Day first_day(int year);

/// How many of a year's days lie in [from, until); an empty end is unbounded.
double days_in_force(std::optional<config::Day> from, std::optional<config::Day> until, int year);

/// The part of a year's days that lies in [from, until); an empty end is unbounded. In [0, 1].
double fraction_in_force(std::optional<config::Day> from, std::optional<config::Day> until, int year);

/// `shock.common[2025]`: the name of the input that shocks a segment (or "common", "material") in a year.
std::string shock_name(const std::string& kind, int year);

}  // namespace cellcast::sim
