#pragma once
#include <functional>
#include <memory>
namespace tbb {
template <class T>
class enumerable_thread_specific {
 public:
  template <class Make>
  explicit enumerable_thread_specific(Make make) : make_(make) {}
  T& local() {
    if (!one_) one_.reset(new T(make_()));
    return *one_;
  }
  void clear() { one_.reset(); }
  T* begin() { return one_.get(); }
  T* end() { return one_ ? one_.get() + 1 : nullptr; }
  const T* begin() const { return one_.get(); }
  const T* end() const { return one_ ? one_.get() + 1 : nullptr; }

 private:
  std::function<T()> make_;
  std::unique_ptr<T> one_;
};
}  // namespace tbb
