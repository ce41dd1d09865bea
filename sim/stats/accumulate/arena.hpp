#pragma once

#include <cstddef>
#include <memory_resource>
#include <mutex>

#include "sim/model/aligned.hpp"

namespace cellcast::sim {

/// Where many small things live side by side, which are freed together: the counts of a thread, in a few large pages instead of thousands
/// of small ones. Other threads may take memory there too: those that put counts together.
class Arena {
 public:
  explicit Arena(std::size_t bytes) : memory_(bytes) {}
  std::pmr::memory_resource* get() { return &memory_; }

 private:
  class Lines : public std::pmr::memory_resource {
    void* do_allocate(std::size_t bytes, std::size_t) override { return LineAllocator<std::byte>().allocate(bytes); }
    void do_deallocate(void* memory, std::size_t bytes, std::size_t) override {
      LineAllocator<std::byte>().deallocate(static_cast<std::byte*>(memory), bytes);
    }
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
  };

  class Guarded : public std::pmr::memory_resource {
   public:
    explicit Guarded(std::size_t bytes) : memory_(bytes, &upstream_) {}

   private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
      const std::lock_guard lock(mutex_);
      return memory_.allocate(bytes, alignment);
    }
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

    Lines upstream_;
    std::pmr::monotonic_buffer_resource memory_;
    std::mutex mutex_;
  };

  Guarded memory_;
};

}  // namespace cellcast::sim
