#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "output/hdf5/hdf5.hpp"

namespace cellcast::output {

/// A dataset of a result file, with what the file says of it.
struct StoredArray {
  using Values = std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>>;

  std::string name, units, long_name;
  std::vector<std::string> dimensions;  ///< names of coordinates, slowest first; a coordinate has its own name
  std::vector<std::size_t> shape;       ///< [dimension]
  Values values;                        ///< row-major
};

/// Names of the groups below the root, in the order of the file. Throws h5::Error.
std::vector<std::string> group_names(hid_t root);

/// All datasets of a group, in the order of the file. Throws h5::Error.
std::vector<StoredArray> read_arrays(hid_t root, const std::string& group);

}  // namespace cellcast::output
