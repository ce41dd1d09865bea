#include "cli/terminal/signals.hpp"

#include <csignal>

namespace cellcast::cli {
namespace {

// A signal handler can reach nothing but such variables.
std::atomic<bool> stopping{false};
std::atomic<int> received{SIGTERM};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void note_signal(int signal) {
  received = signal;
  stopping = true;
}

void heed(int signal) {
  struct sigaction action {
  }, before{};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigaction(signal, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup stays nohup
}

}  // namespace

const std::atomic<bool>& stop_on_signals() {
  for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGXCPU}) heed(signal);
  return stopping;
}

const std::atomic<bool>& stop_on_signals_of_clusters() {
  heed(SIGUSR1);
  return stop_on_signals();
}

bool is_stopping() { return stopping; }

int stop_signal() { return received; }

}  // namespace cellcast::cli
