#pragma once

#include "study/watch.hpp"

namespace cellcast::cli {

/// Tells of work on standard error: progress as Progress does, warnings as they come. `stop`: the flag that signals set; null while they
/// still end the program.
study::Watch watching(const std::atomic<bool>* stop = nullptr);

}  // namespace cellcast::cli
