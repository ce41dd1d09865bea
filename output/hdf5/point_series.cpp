#include "output/hdf5/point_series.hpp"

#include <functional>
#include <numeric>

namespace cellcast::output {

PointSeries::PointSeries(h5::Dataset dataset, std::vector<hsize_t> shape, hsize_t points_together, hid_t memory_type)
    : dataset_(std::move(dataset)),
      shape_(std::move(shape)),
      points_together_(points_together),
      memory_type_(memory_type),
      point_size_(std::accumulate(shape_.begin() + 1, shape_.end(), H5Tget_size(memory_type), std::multiplies<>())) {}

void PointSeries::append(std::span<const double> values) { append(std::as_bytes(values), H5T_NATIVE_DOUBLE); }
void PointSeries::append(std::span<const std::int64_t> values) { append(std::as_bytes(values), H5T_NATIVE_INT64); }

void PointSeries::append(std::span<const std::byte> values, hid_t memory_type) {
  if (values.size() != point_size_ || memory_type != memory_type_) throw std::logic_error("a point's values are not those of its variable");
  if (points_together_ == 1) return write(values);
  waiting_.insert(waiting_.end(), values.begin(), values.end());
  if (waiting_.size() < points_together_ * point_size_) return;
  write(waiting_);
  waiting_.clear();
}

void PointSeries::write(std::span<const std::byte> values) {
  std::vector<hsize_t> first(shape_.size()), count = shape_;
  first.front() = written_;
  count.front() = values.size() / point_size_;
  const int axes = static_cast<int>(count.size());
  const h5::Space memory(H5Screate_simple(axes, count.data(), nullptr), "cannot make a shape");
  const h5::Space file(H5Screate_simple(axes, shape_.data(), nullptr), "cannot make a shape");
  h5::check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, first.data(), nullptr, count.data(), nullptr), "cannot select points");
  h5::check(H5Dwrite(dataset_.id(), memory_type_, memory.id(), file.id(), H5P_DEFAULT, values.data()), "cannot write a dataset");
  written_ += count.front();
}

void PointSeries::close() {
  if (!waiting_.empty()) write(waiting_);
  waiting_.clear();
  if (written_ != shape_.front()) throw std::logic_error("points of a sweep are missing");
  dataset_.close();
}

void PointDimension::end_point() {
  if (next_ != series_.size()) throw std::logic_error("variables of a point are missing");
  next_ = 0;
}

void PointDimension::close() {
  for (PointSeries& series : series_) series.close();
}

}  // namespace cellcast::output
