#pragma once

#include "study/work_runner.hpp"

namespace cellcast::cli {

output::IfExists if_exists(bool force);

/// Merges a work folder into its file, and says on standard output that it is there. Throws what WorkRunner::write and say_written throw.
void write_and_say(study::WorkRunner& runner, study::TargetFile& file, const study::Job& job, bool json);

/// Writes the results of a job that has no work folder, and says so.
void write_and_say(study::TargetFile& file, const study::Job& job, const study::TargetFile::PointResults& results,
                   const std::atomic<bool>* stop, bool json);

}  // namespace cellcast::cli
