#pragma once

#include <unistd.h>

#include <utility>

namespace cellcast::base {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int id = -1) : id_(id) {}
  ~Descriptor() {
    if (id_ >= 0) ::close(id_);
  }
  Descriptor(Descriptor&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  int id() const { return id_; }  ///< negative: opening has failed

 private:
  int id_;
};

}  // namespace cellcast::base
