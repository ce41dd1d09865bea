#pragma once

#include <cstdint>

#include "study/job.hpp"

namespace cellcast::study {

/// What one thread of this machine takes.
struct Measured {
  double start = 0;        ///< s, before the first trial
  double trial = 0;        ///< s
  double shard_bytes = 0;  ///< of a shard's file, as large as it may become: trials fill bins only so far
  double memory = 0;       ///< bytes of the process
};

/// Runs trials of the first point for about a second.
Measured measure(Job& job, std::uint64_t trials_of_shard);

/// A merge reads all shards, and computes again the trials that are kept and those that drivers are found in.
std::uint64_t merge_minutes(const config::Scenario& scenario, std::uint64_t points, const Measured& measured, double bytes);

}  // namespace cellcast::study
