#pragma once

#include <optional>
#include <string>

#include "config/load/load.hpp"
#include "study/job.hpp"
#include "study/target_file.hpp"
#include "study/watch.hpp"

namespace cellcast::cli {

/// Options that `run` and `sweep` have.
struct JobArguments {
  config::Overrides overrides;
  std::string output;  ///< empty: NAME.h5
  int threads = 0;     ///< 0: as many as the machine has
  bool force = false, json = false;
  std::string work;                  ///< folder to work in; empty: none
  std::optional<std::string> shard;  ///< `i/N`; `work` is given then
};

/// Computes the one shard into the work folder, and says so.
int run_shard(const JobArguments& arguments, study::Job& job, const study::Watch& watch);

/// Keeps what is done in the work folder on the way to the result.
int run_kept(const JobArguments& arguments, study::Job& job, study::TargetFile& file, const study::Watch& watch);

}  // namespace cellcast::cli
