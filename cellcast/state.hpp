#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "cellcast/cellcast.hpp"
#include "config/load/load.hpp"
#include "config/scenario/scenario.hpp"
#include "output/hdf5/arrays.hpp"
#include "output/hdf5/verified_file.hpp"
#include "sim/engine/trials/session.hpp"
#include "study/batch.hpp"
#include "study/machine.hpp"

namespace cellcast {

/// A scenario, and what it was read from, so that it can be read again with another change.
struct Scenario::State {
  config::Scenario scenario;
  config::Overrides overrides;
  std::shared_ptr<const config::Document> document;  ///< before changes
  std::shared_ptr<sim::Session> session;             ///< of all scenarios that come from one another
};

/// Results of a run, or a file.
struct Result::State {
  State() = default;
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::string name;
  std::uint64_t trials = 0;
  std::optional<study::Finished> finished;           ///< of a run
  std::string path;                                  ///< of a file
  std::unique_ptr<const output::VerifiedFile> file;  ///< of a file
  output::h5::File image;                            ///< of a run, in memory; made when a group is first asked for
  std::map<std::string, std::vector<output::StoredArray>> groups;  ///< that were asked for

  hid_t hdf5();
  /// Throws Error where what has the file's name by now is not what was opened.
  void require_same_file() const;
};

/// To be held by whoever calls HDF5, which takes one thread at a time.
std::unique_lock<std::mutex> lock_hdf5();

/// The way from the facade's values to what is in them.
struct Access {
  using ScenarioState = Scenario::State;
  using ResultState = Result::State;

  static const Scenario::State& state(const Scenario& scenario) { return *scenario.state_; }
  static const Result::State& state(const Result& result) { return *result.state_; }
  static Scenario make(Scenario::State state) { return Scenario(std::make_shared<const Scenario::State>(std::move(state))); }
  static Result make(std::shared_ptr<Result::State> state) { return Result(std::move(state)); }
};

Diagnostic diagnostic_of(const config::Diagnostic& diagnostic, const std::string& file);
config::Overrides overrides_of(const Changes& changes);
study::Machine machine_of(const RunOptions& options);

/// Hands a caller's watch on to study while it lives.
class Following {
 public:
  explicit Following(const Watch& watch);
  const study::Watch& watch() const { return watch_; }

 private:
  std::atomic<bool> told_{false};
  std::stop_callback<std::function<void()>> callback_;
  study::Watch watch_;
};

}  // namespace cellcast
