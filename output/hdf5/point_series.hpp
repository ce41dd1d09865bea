#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/hdf5.hpp"
#include "output/hdf5/sweep_axis.hpp"

namespace cellcast::output {

/// A dataset that is filled along its first dimension, the points of a sweep, in their order. A chunk's points are written together: so
/// chunks are compressed once, and lie in the file in an order that depends on nothing else.
class PointSeries {
 public:
  /// `shape` is that of the dataset, `points_together` how many points are written at once.
  PointSeries(h5::Dataset dataset, std::vector<hsize_t> shape, hsize_t points_together, hid_t memory_type);

  /// The next point's values. Throws h5::Error; std::logic_error where they do not fill its part of the shape.
  void append(std::span<const double> values);
  void append(std::span<const std::int64_t> values);

  /// Writes what is left. Throws std::logic_error where points are missing.
  void close();

 private:
  void append(std::span<const std::byte> values, hid_t memory_type);
  void write(std::span<const std::byte> values);

  h5::Dataset dataset_;
  std::vector<hsize_t> shape_;
  hsize_t points_together_, written_ = 0;
  hid_t memory_type_;
  std::size_t point_size_;          ///< bytes
  std::vector<std::byte> waiting_;  ///< points that do not fill a chunk yet
};

/// The points of a sweep as the first dimension of groups' variables, and the axes along it.
class PointDimension {
 public:
  PointDimension(std::size_t length, const std::vector<SweepAxis>& axes) : length_(length), axes_(&axes) {}

  std::size_t length() const { return length_; }
  const std::vector<SweepAxis>& axes() const { return *axes_; }

  /// A variable of a group, in the order in which `put` gives values.
  void add(PointSeries series) { series_.push_back(std::move(series)); }

  /// The values of a point: of the first variable, then of the next one, to the last.
  template <class Values>
  void put(const Values& values) {
    series_.at(next_++).append(std::span(values));
  }
  void end_point();
  void close();

 private:
  std::size_t length_, next_ = 0;
  const std::vector<SweepAxis>* axes_;
  std::vector<PointSeries> series_;
};

}  // namespace cellcast::output
