// A scenario that is run again and again in one process, each time with another value of a key, as a page or a notebook does:
// the processor time of the first run and the median of the others, of `with`, `run` and reading a result, in a line of JSON.
// usage: cellcast_second_run SCENARIO TRIALS THREADS RUNS [OUTPUT...]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "cellcast/cellcast.hpp"

namespace {

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Runs a scenario, looks at what came out, and tells how long that took since `begin`.
double seconds_of(const cellcast::Scenario& scenario, int threads, double begin) {
  const cellcast::Result result = cellcast::run(scenario, {.threads = threads});
  result.array("mean", "total_production");
  return processor_seconds() - begin;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 64;
  const int threads = std::atoi(argv[3]), runs = std::atoi(argv[4]);
  cellcast::Changes changes{.set = {"sensitivity.method=\"none\""}, .trials = std::strtoull(argv[2], nullptr, 10)};
  changes.keep.assign(argv + 5, argv + argc);
  const double begin = processor_seconds();
  const auto scenario = cellcast::Scenario::load(argv[1], changes);
  const double first = seconds_of(scenario, threads, begin);
  std::vector<double> later;
  for (int k = 0; k < runs; ++k) {
    const double start = processor_seconds();
    later.push_back(seconds_of(scenario.with("segments.power.price", std::to_string(0.4 + 0.001 * k)), threads, start));
  }
  std::sort(later.begin(), later.end());
  std::printf("{\"first\": %.6f, \"later\": %.6f, \"least\": %.6f}\n", first, later.empty() ? 0 : later[later.size() / 2],
              later.empty() ? 0 : later.front());
}
