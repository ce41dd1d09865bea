#pragma once

#include <cstdint>
#include <string>

#include "config/load/load.hpp"

namespace cellcast::cli {

/// A batch script for Slurm: an array of the shards, and a merge that depends on it.
struct SlurmScript {
  std::string name;     ///< of the scenario or sweep
  std::string command;  ///< `run` or `sweep`
  std::string path;     ///< its file
  const config::Overrides& overrides;
  std::string work, output;  ///< where the script's jobs work, and what they merge into
  std::uint64_t tasks;
  std::uint64_t minutes, megabytes;  ///< that a shard may take
  std::uint64_t merge_minutes;
};

std::string text(const SlurmScript& script);

}  // namespace cellcast::cli
