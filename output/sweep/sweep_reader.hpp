#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "output/hdf5/sweep_axis.hpp"
#include "output/result/result_reader.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// A point's place on an axis: a text, or the shortest one that reads back to the same number.
std::string axis_text(const SweepAxis& axis, std::size_t point);

/// The result file of a sweep, read point by point.
class SweepReader {
 public:
  /// Checks the file as read_result does. Throws ReadError, also where it is not a sweep's.
  explicit SweepReader(const std::string& path);
  ~SweepReader();

  const std::map<std::string, std::string>& attributes() const;  ///< of the root
  const std::vector<SweepAxis>& axes() const;                    ///< without units where the file holds no variables
  std::size_t points() const;
  const Provenance& provenance() const;
  const std::string& sweep_text() const;

  /// Statistics of a point, its inputs (with not-a-numbers for those that it lacks), its difference from the base. Throws ReadError.
  sim::Results read(std::size_t point) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::output
