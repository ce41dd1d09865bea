#include "sim/plan/calendar.hpp"

#include <algorithm>
#include <chrono>

#include "config/scenario/day.hpp"

namespace cellcast::sim {

config::Day first_day(int year) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / January / 1).time_since_epoch().count();
}

double days_in_force(std::optional<config::Day> from, std::optional<config::Day> until, int year) {
  const config::Day begin = first_day(year), end = first_day(year + 1);
  const config::Day first = std::max(begin, from.value_or(begin));
  const config::Day last = std::min(end, until.value_or(end));
  return static_cast<double>(std::max<config::Day>(0, last - first));
}

double fraction_in_force(std::optional<config::Day> from, std::optional<config::Day> until, int year) {
  return days_in_force(from, until, year) / static_cast<double>(first_day(year + 1) - first_day(year));
}

std::string shock_name(const std::string& kind, int year) { return "shock." + kind + "[" + std::to_string(year) + "]"; }

}  // namespace cellcast::sim
