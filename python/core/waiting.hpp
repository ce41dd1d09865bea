#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

#include "cellcast/cellcast.hpp"
#include "python/core/core.hpp"

namespace cellcast::python {

/// What the caller hears of a run: `progress(done, of)` and `warn(diagnostic)`, each None or a callable. Both are called by the thread that
/// called, never by another.
struct Listener {
  pybind11::object progress, warn;
};

/// Does work(options) in a thread of its own, the interpreter free meanwhile. Every twentieth of a second it tells the listener, and
/// looks whether Ctrl-C was pressed or a callable threw: then the work is stopped, and that is thrown.
template <class Work>
auto wait_for(int threads, const Listener& listener, Work&& work) {
  std::mutex mutex;
  std::condition_variable changed;
  bool is_done = false;
  std::exception_ptr thrown;
  std::atomic<std::uint64_t> done{0}, of{0};
  std::vector<Diagnostic> warnings;
  std::stop_source stop;
  std::optional<std::invoke_result_t<Work, const RunOptions&>> result;

  RunOptions options{threads,
                     {[&](std::uint64_t now, std::uint64_t all) {
                        of = all;
                        done = now;
                      },
                      [&](const Diagnostic& warning) {
                        const std::lock_guard lock(mutex);
                        warnings.push_back(warning);
                      },
                      stop.get_token()}};
  const auto tell = [&] {  // with the interpreter
    std::vector<Diagnostic> told;
    {
      const std::lock_guard lock(mutex);
      told.swap(warnings);
    }
    if (!listener.warn.is_none())
      for (const Diagnostic& warning : told) listener.warn(warning);
    if (!listener.progress.is_none() && of > 0) listener.progress(done.load(), of.load());
    if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
  };

  std::exception_ptr interrupted;
  {
    const pybind11::gil_scoped_release free;
    std::jthread worker([&] {
      try {
        result.emplace(work(options));
      } catch (...) {
        thrown = std::current_exception();
      }
      const std::lock_guard lock(mutex);
      is_done = true;
      changed.notify_one();
    });
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, std::chrono::milliseconds(50), [&] { return is_done; })) {
      lock.unlock();
      if (!interrupted) {
        const pybind11::gil_scoped_acquire held;
        try {
          tell();
        } catch (...) {
          interrupted = std::current_exception();
          stop.request_stop();
        }
      }
      lock.lock();
    }
  }
  if (interrupted) std::rethrow_exception(interrupted);
  if (thrown) std::rethrow_exception(thrown);
  tell();
  return std::move(*result);
}

}  // namespace cellcast::python
