#pragma once

#include <cstdint>
#include <string>

#include "cli/parse/arguments.hpp"

namespace cellcast::cli {

/// A batch script for Slurm: an array of the shards, and a merge that depends on it.
struct SlurmScript {
  std::string name;     ///< of the scenario or sweep
  std::string command;  ///< `run` or `sweep`
  const PlanArguments& arguments;
  std::uint64_t tasks;
  std::uint64_t minutes, megabytes;  ///< that a shard may take
  std::uint64_t merge_minutes;
};

std::string text(const SlurmScript& script);

/// Where the script's jobs work, and what they merge into.
struct ScriptPlaces {
  std::string work, output;
};

ScriptPlaces script_places(const PlanArguments& arguments, const std::string& name);

}  // namespace cellcast::cli
