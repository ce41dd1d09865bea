#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

using Shape = std::vector<std::size_t>;

/// Text and number attributes of an object, numbers as decimal text.
std::map<std::string, std::string> read_attributes(hid_t object);

/// A whole number among them. Throws h5::Error where there is none.
std::uint64_t number_in(const std::map<std::string, std::string>& attributes, const std::string& name);

/// A text attribute; nothing where there is none. Throws h5::Error.
std::optional<std::string> read_attribute(hid_t object, const std::string& name);

/// A point of a sweep, whose part of datasets is read.
struct PointSelection {
  std::size_t point = 0, points = 0;
  std::vector<std::string> axes;  ///< names of the datasets along the points that are no results
};

/// One group of a result file. All members throw h5::Error where something is missing, of another type or of another shape.
class GroupReader {
 public:
  /// With a point, a dataset with the dimension `point` in front of the shape asked for is read there; others as they are.
  GroupReader(hid_t parent, const std::string& name, const PointSelection* point = nullptr);

  static bool exists(hid_t parent, const std::string& name);
  hid_t id() const { return group_.id(); }
  bool has(const std::string& name) const { return exists(group_.id(), name); }

  std::vector<std::string> names() const;  ///< of all datasets but axes of a sweep, in the order of their creation
  std::size_t length(const std::string& coordinate) const;
  bool is_text(const std::string& name) const;

  /// An attribute of a dataset.
  std::optional<std::string> attribute(const std::string& dataset, const std::string& name) const;

  std::vector<double> doubles(const std::string& name, const Shape& shape) const;
  std::vector<std::int64_t> integers(const std::string& name, const Shape& shape) const;
  std::vector<std::string> texts(const std::string& name, const Shape& shape) const;

 private:
  Shape with_points(Shape shape) const;
  h5::Dataset open(const std::string& name) const;
  h5::Dataset open(const std::string& name, const Shape& shape, H5T_class_t type) const;
  template <class Number>
  std::vector<Number> numbers(const std::string& name, const Shape& shape, H5T_class_t type, hid_t memory_type) const;

  std::string name_;
  h5::Group group_;
  const PointSelection* point_;
};

}  // namespace cellcast::output
