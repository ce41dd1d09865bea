#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "output/work/work_folder.hpp"
#include "study/job.hpp"
#include "study/refusals.hpp"
#include "study/target_file.hpp"

namespace cellcast::study {

/// Computes the shards of a work folder, and puts them together. All arguments must outlive it.
class WorkRunner {
 public:
  WorkRunner(const output::WorkFolder& folder, Job& job, int threads, Watch watch);

  /// Computes what is not done of these shards. Throws StoppedKept, and what the folder throws.
  void compute(const std::vector<sim::Shard>& shards);
  /// Computes whatever is not done.
  void complete() { compute(folder_->shards()); }
  /// Throws output::ReadError, which names every shard that is missing, damaged or of another run.
  void require_complete() const;
  /// What the shards of a point come to; `base` are the results of the base point, where differences are counted.
  /// Throws StoppedKept or sim::Stopped where it is told to stop.
  sim::Results merge(std::size_t point, const sim::Results* base = nullptr);

  /// Merges all of it into the file. Throws StoppedKept, and what merge() and the file throw.
  void write(TargetFile& file);

  const output::WorkFolder& folder() const { return *folder_; }

 private:
  void compute(const sim::Shard& shard, const std::function<void(std::uint64_t)>& progress);
  std::uint64_t go_on(const sim::Shard& shard);
  sim::PartialRun& run_at(std::size_t point);
  void stop_if_told() const;

  const output::WorkFolder* folder_;
  Job* job_;
  int threads_;
  Watch watch_;
  std::unique_ptr<PointRun> run_;  ///< of the point that is worked at
};

}  // namespace cellcast::study
