#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "config/diagnostics/diagnostics.hpp"
#include "sim/engine/options.hpp"
#include "study/machine.hpp"

namespace cellcast::study {

/// What is worth a look, but keeps nobody from using the results.
struct Warning {
  std::string about;              ///< the source that the place is in, or the scenario's name
  config::Diagnostic diagnostic;  ///< line 0 where it has no place in a source
  std::string text;               ///< all of it for people, in whole lines
};

/// Who follows a piece of work. Each part may be empty: then nobody asks.
struct Watch {
  /// Takes how many trials are done; may be called from any thread.
  using Done = std::function<void(std::uint64_t done)>;
  /// Called when trials begin, with what they are of and how many they are. What it returns is let go of when they end.
  std::function<Done(const std::string& what, std::uint64_t of)> progress{};
  std::function<void(const Warning&)> warn{};
  const std::atomic<bool>* stop = nullptr;  ///< ends the work with sim::Stopped when set

  Done begin(const std::string& what, std::uint64_t of) const { return progress ? progress(what, of) : Done(); }
  void tell(const Warning& warning) const {
    if (warn) warn(warning);
  }
};

/// How trials are computed for somebody who watches; without progress, which each piece of work tells in its own way.
inline sim::RunOptions options_of(const Machine& machine, const Watch& watch) {
  return {.threads = machine.threads, .stop = watch.stop, .isa = machine.isa};
}

}  // namespace cellcast::study
