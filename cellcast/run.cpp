#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "cellcast/version.hpp"
#include "sim/check/design.hpp"
#include "study/central.hpp"
#include "study/scenarios.hpp"
#include "study/sweep.hpp"

namespace cellcast {

Following::Following(const Watch& watch) : callback_(watch.stop, [this] { told_ = true; }) {
  if (watch.progress) {
    watch_.progress = [progress = watch.progress](const std::string&, std::uint64_t of) -> study::Watch::Done {
      return [progress, of](std::uint64_t done) { progress(done, of); };
    };
  }
  if (watch.warn)
    watch_.warn = [warn = watch.warn](const study::Warning& warning) { warn(diagnostic_of(warning.diagnostic, warning.about)); };
  watch_.stop = &told_;
}

study::Machine machine_of(const RunOptions& options) {
  constexpr int kMostThreads = 1024;
  if (options.threads < 0 || options.threads > kMostThreads)
    throw Error(Error::Kind::usage, "there cannot be " + std::to_string(options.threads) + " threads (at most " +
                                        std::to_string(kMostThreads) + ", or 0 for as many as the machine has)");
  return {.threads = options.threads};
}

std::string version() { return kVersion; }

Result run(const Scenario& scenario, const RunOptions& options) { return run(std::span(&scenario, 1), options).front(); }

std::vector<Result> run(std::span<const Scenario> batch, const RunOptions& options) {
  return translated([&] {
    std::vector<config::Scenario> scenarios;
    for (const Scenario& each : batch) scenarios.push_back(Access::state(each).scenario);
    std::vector<Result> results;
    if (scenarios.empty()) return results;
    sim::check_batch(scenarios);
    const Following following(options.watch);
    sim::Session& session = *Access::state(batch.front()).session;
    for (study::Finished& each : study::run_batch(std::move(scenarios), machine_of(options), following.watch(), session)) {
      const auto state = std::make_shared<Access::ResultState>();
      state->name = each.scenario.name;
      state->trials = each.results.trials;
      state->finished.emplace(std::move(each));
      results.push_back(Access::make(state));
    }
    return results;
  });
}

Result sweep(const std::string& sweep_file, const std::string& path, Existing existing, const Changes& changes, const RunOptions& options) {
  translated([&] {
    const study::Machine machine = machine_of(options);
    const Following following(options.watch);
    study::Job job = study::load_sweep_job(sweep_file, overrides_of(changes), machine.isa, following.watch());
    const auto lock = lock_hdf5();
    study::TargetFile file(job, path, "", existing == Existing::replace ? output::IfExists::replace : output::IfExists::refuse);
    study::run_points(job, file, machine.threads, following.watch());
  });
  return Result::open(path);
}

std::vector<OutputValue> central(const Scenario& scenario) {
  return translated([&] {
    std::vector<OutputValue> values;
    for (study::CentralRow& row : study::central(Access::state(scenario).scenario, {}))
      values.push_back({std::move(row.variable), std::move(row.cell.index), row.cell.year, row.value});
    return values;
  });
}

}  // namespace cellcast
