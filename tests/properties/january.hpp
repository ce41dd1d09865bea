#pragma once

#include <chrono>

#include "config/scenario/day.hpp"

namespace cellcast::tests {

/// The day on which a year begins.
inline config::Day january(int year) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / 1 / 1).time_since_epoch().count();
}

}  // namespace cellcast::tests
