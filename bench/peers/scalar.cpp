// The run of a scenario as a plain scalar C++ program: mt19937_64, the standard library's distributions, a loop over trials, statistics of
// every output and input. Of cellcast it uses what reads the scenario and gives each number its row.
//
// cellcast_scalar SCENARIO.toml TRIALS [SEED [FILE.csv]]: one line of JSON on standard output, statistics as `cellcast export` writes them.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>

#include "bench/peers/scalar_draws.hpp"
#include "bench/peers/scalar_model.hpp"
#include "bench/peers/scalar_statistics.hpp"
#include "sim/check/check.hpp"

namespace {

using namespace cellcast;

constexpr std::size_t kPilot = 1000;  // trials that set the histograms' bins

/// Outputs, then inputs, of one trial after the other.
class Trials {
 public:
  Trials(const sim::Plan& plan, std::uint64_t seed)
      : plan_(plan), draws_(plan), generator_(seed), rows_(plan.parameter_rows()), values_(plan.layout.rows() + plan.inputs.size()) {}

  const std::vector<double>& next() {
    draws_(generator_, rows_);
    bench::simulate_one(plan_.model, plan_.layout, rows_.data(), values_.data());
    std::copy_n(rows_.begin(), plan_.inputs.size(), values_.begin() + static_cast<std::ptrdiff_t>(plan_.layout.rows()));
    return values_;
  }

 private:
  const sim::Plan& plan_;
  bench::ScalarDraws draws_;
  bench::Generator generator_;
  std::vector<double> rows_, values_;
};

bench::ScalarStatistics run(const sim::Plan& plan, std::uint64_t count, std::uint64_t seed) {
  Trials trials(plan, seed);
  bench::ScalarStatistics statistics(plan.layout.rows() + plan.inputs.size());
  for (std::size_t i = 0; i < kPilot; ++i) statistics.see(trials.next());
  statistics.set_bins();
  for (std::uint64_t i = 0; i < count; ++i) statistics.add(trials.next());
  return statistics;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) return std::fputs("usage: cellcast_scalar SCENARIO.toml TRIALS [SEED [FILE.csv]]\n", stderr), 64;
  const sim::Plan plan = sim::compile(sim::load_checked(argv[1]));
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10), seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const auto begin = std::chrono::steady_clock::now();
  const bench::ScalarStatistics statistics = run(plan, count, seed);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (argc > 4) {
    std::ofstream file(argv[4]);
    bench::write_csv(plan, statistics, file);
    if (!file.flush()) return std::fprintf(stderr, "cellcast_scalar: cannot write %s\n", argv[4]), 73;
  }
  std::printf(R"({"peer": "scalar", "trials": %llu, "threads": 1, "batch": 1, "seconds": %.6f})"
              "\n",
              static_cast<unsigned long long>(count), seconds);
} catch (const std::exception& error) {
  return std::fprintf(stderr, "cellcast_scalar: %s\n", error.what()), 65;
}
