#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

#include "output/files/partial_file.hpp"
#include "output/sweep/sweep_summary.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

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
  /// In the order of the points, from 0, each once; std::logic_error otherwise. Where there is a base, all points but the base have a
  /// difference from it; the base's own is ignored: it is zero.
  void add(std::size_t point, const sim::Results& results);
  /// Completes the file. The same points give the same bytes. All of these throw OutputError, and std::system_error where descriptors or
  /// memory are short; this one sim::Stopped where `stop` is set before the file has its name. Nothing stays behind then, and nothing
  /// more may be called.
  void finish(const std::atomic<bool>* stop = nullptr);

  /// The path of the partial: what a signal handler may unlink.
  const std::string& partial() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::output
