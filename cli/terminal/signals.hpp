#pragma once

#include <atomic>

namespace cellcast::cli {

/// From here on SIGHUP, SIGINT, SIGTERM and SIGXCPU (a soft limit of processor time) set the flag instead of ending the program.
const std::atomic<bool>& stop_on_signals();
/// So does SIGUSR1, by which a cluster says that the time is nearly over.
const std::atomic<bool>& stop_on_signals_of_clusters();

/// Whether the flag is set.
bool is_stopping();

/// The signal that set the flag; SIGTERM if none has.
int stop_signal();

}  // namespace cellcast::cli
