#pragma once

#include <string>
#include <vector>

namespace cellcast::output {

/// An axis of a sweep as a coordinate along its points.
struct SweepAxis {
  std::string name;                ///< of the coordinate
  std::vector<std::string> keys;   ///< of the scenario, that it sets
  std::string unit;                ///< of the first key; "1" where it has none
  std::vector<double> numbers;     ///< [point]; empty where the values are texts
  std::vector<std::string> texts;  ///< [point]; empty where the values are numbers
};

}  // namespace cellcast::output
