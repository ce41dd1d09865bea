#pragma once

#include <string>
#include <vector>

#include "output/hdf5/group_reader.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Variables of a group over their cells, still without numbers.
struct StoredCells {
  sim::Labels labels;
  std::vector<sim::Field> fields;
};

/// The variables of a group. Throws h5::Error.
StoredCells read_cells(const GroupReader& group, bool newer);

/// What write_statistics has written.
struct StoredStatistics {
  sim::Labels labels;
  std::vector<sim::Field> fields;
  std::vector<double> probabilities;
};

/// Reads the groups of statistics below a group; nothing where there are none. Variables unknown to this version are passed over where
/// the file is of a newer one. Of a point in a sweep's file. Throws h5::Error.
StoredStatistics read_statistics(hid_t parent, bool newer, const PointSelection* point = nullptr);

/// Shape of a field over its model axes, with another axis at the end if `last` is not 0.
Shape shape_of(const sim::Labels& labels, const sim::Field& field, std::size_t last = 0);

std::string name_of(const sim::Field& field);

}  // namespace cellcast::output
