#include "cli/terminal/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "cli/terminal/format.hpp"

namespace cellcast::cli {

using namespace std::chrono_literals;

Progress::Progress(std::string name, std::uint64_t trials)
    : name_(std::move(name)), trials_(trials), terminal_(isatty(STDERR_FILENO) != 0), start_(Clock::now()), next_(start_ + 200ms) {}

Progress::~Progress() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

std::string Progress::line(std::uint64_t done) const {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double rate = static_cast<double>(done) / std::max(seconds, 1e-9);
  const double left = static_cast<double>(trials_ - done) / rate;
  return name_ + ": " + std::to_string(100 * done / trials_) + " % of " + grouped(trials_) + " trials, " +
         grouped(static_cast<std::uint64_t>(rate)) + "/s" + (done < trials_ ? ", " + duration(left) + " to go" : "");
}

void Progress::operator()(std::uint64_t done) {
  std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock) {
    if (done < trials_) return;
    lock.lock();  // the last word is never skipped
  }
  if (done <= most_) return;
  most_ = done;
  if (terminal_) {
    if (Clock::now() < next_) return;
    next_ = Clock::now() + 100ms;
    drawn_ = true;
    std::cerr << "\r\x1b[K" << line(done) << std::flush;
    return;
  }
  if (!sparse_.is_due(done, trials_, Clock::now() - start_)) return;
  std::cerr << line(done) + "\n" << std::flush;
}

}  // namespace cellcast::cli
