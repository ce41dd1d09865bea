#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "output/partial_file.hpp"
#include "output/result_file.hpp"
#include "sim/engine/results.hpp"

namespace cellcast::output {

/// An axis of a sweep as a coordinate along its points.
struct SweepAxis {
  std::string name;                ///< of the coordinate
  std::vector<std::string> keys;   ///< of the scenario, that it sets
  std::string unit;                ///< of the first key; "1" where it has none
  std::vector<double> numbers;     ///< [point]; empty where the values are texts
  std::vector<std::string> texts;  ///< [point]; empty where the values are numbers
};

/// What a sweep's file says of it as a whole.
struct SweepSummary {
  std::string name, title, design;
  std::vector<SweepAxis> axes;
  std::size_t points = 0;
  std::size_t base = 0;       ///< point that differences are from; `points` where there are none
  config::Sampling sampling;  ///< of every point, with the final trials
  Provenance provenance;      ///< of the base scenario, with the sweep's sampling and outputs
  std::string sweep_text;     ///< the sweep as read
};

/// The result file of a sweep: that of a run with a leading dimension `point`, written point by point in memory that does not depend on how
/// many there are. Whole or absent, like ResultFile.
class SweepFile {
 public:
  /// Throws OutputError where the target exists and may not be replaced, or its folder cannot be written.
  SweepFile(const std::string& path, IfExists if_exists);
  ~SweepFile();
  SweepFile(SweepFile&&) noexcept;

  /// To be called once, before points are added. `shape` are the results of any point: all have the same variables, labels and settings.
  void begin(const SweepSummary& summary, const sim::Results& shape);
  /// In any order, each once; the base point has no difference.
  void add(std::size_t point, const sim::Results& results);
  /// Completes the file. The same points give the same bytes, in whatever order they were added. Throws OutputError.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::output
