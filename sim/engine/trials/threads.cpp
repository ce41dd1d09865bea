#include "sim/engine/trials/threads.hpp"

#include <atomic>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "base/error.hpp"

namespace cellcast::sim {

void require_threads(int count) {
  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  const auto end_all = [&] {
    is_over = true;
    is_over.notify_all();
    for (std::thread& thread : threads) thread.join();
  };
  try {
    while (threads.size() < static_cast<std::size_t>(count)) threads.emplace_back([&] { is_over.wait(false); });  // all of them at once
  } catch (const std::system_error& error) {
    const std::size_t started = threads.size() + 1;
    end_all();
    throw base::Error(base::Error::Kind::resources,
                      "the system refused a resource: thread " + std::to_string(started + 1) + " cannot be started: " + error.code().message(),
                      {base::Remedy::Kind::limit_threads, std::to_string(started)});
  } catch (...) {
    end_all();
    throw;
  }
  end_all();
}

}  // namespace cellcast::sim
