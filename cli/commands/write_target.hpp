#pragma once

#include <functional>

#include "study/work_runner.hpp"

namespace cellcast::cli {

output::IfExists if_exists(bool force);

/// Calls what writes the file of a job, and says on standard output that it is there. Throws what `write` and say_written throw.
void write_and_say(const std::function<void()>& write, const study::TargetFile& file, const study::Job& job, bool json);

}  // namespace cellcast::cli
