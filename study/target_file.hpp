#pragma once

#include <functional>
#include <optional>
#include <string>

#include "output/result/result_file.hpp"
#include "study/job.hpp"

namespace cellcast::study {

/// The result file of a job, opened before the work begins, so that one that cannot be written is found then.
class TargetFile {
 public:
  /// An empty path: NAME.h5. `work`: the folder that the job is computed in; empty: none. Throws output::OutputError.
  TargetFile(const Job& job, const std::string& path, const std::string& work, output::IfExists if_exists);

  const std::string& path() const { return path_; }

  /// results(point, base) are called for each point, the base point first and once more in its turn. Throws sim::Stopped where `stop` is
  /// set before the file has its name.
  using PointResults = std::function<sim::Results(std::size_t point, const sim::Results* base)>;
  void write(const Job& job, const output::Provenance& provenance, const PointResults& results, const std::atomic<bool>* stop);

 private:
  void write_sweep(const Job& job, const output::Provenance& provenance, const PointResults& results, const std::atomic<bool>* stop);

  std::string path_;
  std::optional<output::ResultFile> result_;
  std::optional<output::SweepFile> sweep_;
};

}  // namespace cellcast::study
