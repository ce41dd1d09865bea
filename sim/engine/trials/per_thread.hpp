#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace cellcast::sim {

/// A T for each thread that asks for it, made when it first does. To be asked for once in a block of trials, not once in a trial.
template <class T>
class PerThread {
 public:
  explicit PerThread(std::function<T()> make) : make_(std::move(make)) {}

  /// That of the calling thread. Any threads may call this at the same time; all else is for one thread, when no other is at work.
  T& local() {
    const std::thread::id id = std::this_thread::get_id();
    if (T* mine = find(id)) return *mine;
    T made = make_();
    const std::lock_guard lock(mutex_);
    return all_.emplace(id, std::move(made)).first->second;
  }

  /// visit(T&) for each, in no order that a result may depend on.
  template <class Visit>
  void for_each(const Visit& visit) {
    for (auto& [id, value] : all_) visit(value);
  }
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (const auto& [id, value] : all_) visit(value);
  }

  void clear() { all_.clear(); }

 private:
  T* find(std::thread::id id) {
    const std::lock_guard lock(mutex_);
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : &found->second;
  }

  std::function<T()> make_;
  std::mutex mutex_;
  std::map<std::thread::id, T> all_;
};

}  // namespace cellcast::sim
