#pragma once

#include <string>
#include <vector>

#include "chart/charts/fan.hpp"

namespace cellcast::chart {

/// Call against capacity, what is not met, and how much of capacity is used.
struct BalanceChart {
  Words words;
  FanChart call;  ///< `other`: capacity
  FanChart unmet, utilization;
};

std::string balance(const BalanceChart& chart);

}  // namespace cellcast::chart
