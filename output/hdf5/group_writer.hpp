#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/description.hpp"
#include "output/hdf5/hdf5.hpp"
#include "output/hdf5/point_series.hpp"
#include "output/hdf5/scale_lists.hpp"

namespace cellcast::output {

/// Group or file creation properties: link and attribute creation order tracked, no times.
h5::Properties creation_properties(hid_t property_class);

void write_attribute(hid_t object, const std::string& name, const std::string& value);
void write_attribute(hid_t object, const std::string& name, std::int32_t value);
void write_attribute(hid_t object, const std::string& name, double value);

/// 0, 1, 2, ...: coordinates that only count.
std::vector<std::int32_t> counting(std::size_t length);

/// One group of a result file. Coordinates come first: each becomes a dimension scale, and every axis of a variable must name one.
/// All members throw h5::Error; std::logic_error where values do not fill the shape; sim::Stopped where `stop` is set before all values
/// are written.
class GroupWriter {
 public:
  /// With `points` the group is one of a sweep's file: it begins with the coordinate `point` and the axes along it.
  GroupWriter(hid_t parent, const std::string& name, const std::string& long_name, PointDimension* points = nullptr,
              const std::atomic<bool>* stop = nullptr);

  void coordinate(const Description& description, std::span<const std::string> labels);
  void coordinate(const Description& description, std::span<const std::int32_t> values);
  void coordinate(const Description& description, std::span<const double> values);

  /// `axes` are names of coordinates of this group, slowest first; none makes a scalar.
  void variable(const Description& description, const std::vector<std::string>& axes, std::span<const double> values);
  void variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::int32_t> values);
  void variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::int64_t> values);
  void variable(const Description& description, const std::vector<std::string>& axes, std::span<const std::string> values);

  /// A variable that each point of a sweep has values of, over `point` and these axes: the dataset joins the points, which get their values
  /// later; these only say of which type they are. Without points it is a variable like any other.
  void result(const Description& description, const std::vector<std::string>& axes, std::span<const double> values);
  void result(const Description& description, const std::vector<std::string>& axes, std::span<const std::int64_t> values);

  hid_t id() const { return group_.id(); }
  bool has(const std::string& coordinate) const { return scales_.contains(coordinate); }

  /// Closes everything, and throws where that fails.
  void close();

 private:
  struct Values;
  struct Scale {
    h5::Dataset dataset;
    hsize_t length;
    hobj_ref_t self;
    std::vector<ScaleUser> users;
  };

  static std::vector<const char*> pointers(std::span<const std::string> texts);
  static void describe(const h5::Dataset& dataset, const Description& description);
  void add_points();
  h5::Dataset create(const Description& description, const std::vector<hsize_t>& shape, const Values& values,
                     const std::vector<hsize_t>& chunk, hid_t access);
  h5::Dataset write(const Description& description, const std::vector<hsize_t>& shape, const Values& values);
  void write_chunks(const h5::Dataset& dataset, const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk, const Values& values);
  void add_coordinate(const Description& description, const Values& values);
  std::vector<hsize_t> shape_of(const std::vector<std::string>& axes) const;
  void attach(const h5::Dataset& dataset, const std::vector<std::string>& axes);
  h5::Dataset place(const Description& description, const std::vector<std::string>& axes, const Values& values);
  void add_variable(const Description& description, const std::vector<std::string>& axes, const Values& values);
  void add_result(const Description& description, const std::vector<std::string>& axes, const Values& values);

  h5::Group group_;
  std::map<std::string, Scale> scales_;
  PointDimension* points_;
  const std::atomic<bool>* stop_;
  std::string coordinates_;  ///< names of the axes along the points, as the attribute of that name has them
};

}  // namespace cellcast::output
