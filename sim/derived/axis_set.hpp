#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/model/labels.hpp"

namespace cellcast::sim {

/// In the order of a derived output's dimensions.
inline constexpr std::array<Axis, kAxes> kDerivedOrder{Axis::producer, Axis::segment,   Axis::market, Axis::chemistry, Axis::material,
                                                       Axis::driver,   Axis::submarket, Axis::split,  Axis::rank,      Axis::year};

/// Some of the dimensions, without an order.
class AxisSet {
 public:
  AxisSet() = default;
  explicit AxisSet(const std::vector<Axis>& axes) {
    for (const Axis axis : axes) add(axis);
  }

  bool has(Axis axis) const { return (bits_ & bit(axis)) != 0; }
  bool empty() const { return bits_ == 0; }
  void add(Axis axis) { bits_ = static_cast<std::uint16_t>(bits_ | bit(axis)); }
  void remove(Axis axis) { bits_ = static_cast<std::uint16_t>(bits_ & ~bit(axis)); }
  void add(AxisSet other) { bits_ = static_cast<std::uint16_t>(bits_ | other.bits_); }

  /// In the order of a derived output's dimensions.
  std::vector<Axis> ordered() const {
    std::vector<Axis> axes;
    for (const Axis axis : kDerivedOrder)
      if (has(axis)) axes.push_back(axis);
    return axes;
  }

  friend bool operator==(AxisSet, AxisSet) = default;

 private:
  static std::uint16_t bit(Axis axis) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(axis)); }

  std::uint16_t bits_ = 0;
};

}  // namespace cellcast::sim
