#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "output/hdf5.hpp"

namespace cellcast::output {

using Shape = std::vector<std::size_t>;

/// Text and number attributes of an object, numbers as decimal text.
std::map<std::string, std::string> read_attributes(hid_t object);

/// One group of a result file. All members throw h5::Error where something is missing, of another type or of another shape.
class GroupReader {
 public:
  GroupReader(hid_t parent, const std::string& name);

  static bool exists(hid_t parent, const std::string& name);
  hid_t id() const { return group_.id(); }
  bool has(const std::string& name) const { return exists(group_.id(), name); }

  std::vector<std::string> names() const;  ///< of all datasets, in the order of their creation
  std::size_t length(const std::string& coordinate) const;

  std::vector<double> doubles(const std::string& name, const Shape& shape) const;
  std::vector<std::int64_t> integers(const std::string& name, const Shape& shape) const;
  std::vector<std::string> texts(const std::string& name, const Shape& shape) const;

 private:
  h5::Dataset open(const std::string& name) const;
  h5::Dataset open(const std::string& name, const Shape& shape, H5T_class_t type) const;

  std::string name_;
  h5::Group group_;
};

}  // namespace cellcast::output
