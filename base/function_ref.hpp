#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace cellcast::base {

template <class Signature>
class FunctionRef;

/// Refers to something callable that outlives the call it is handed to: what calls it can be compiled once, in a source of its own, and
/// nothing is copied or allocated, as std::function would.
template <class Result, class... Arguments>
class FunctionRef<Result(Arguments...)> {
 public:
  template <class Callable>
    requires(!std::is_same_v<Callable, FunctionRef>)
  FunctionRef(const Callable& callable)  // NOLINT(google-explicit-constructor): a lambda is to stand where a reference is asked for
      : callable_(std::addressof(callable)), call_([](const void* object, Arguments... arguments) -> Result {
          return (*static_cast<const Callable*>(object))(std::forward<Arguments>(arguments)...);
        }) {}

  Result operator()(Arguments... arguments) const { return call_(callable_, std::forward<Arguments>(arguments)...); }

 private:
  const void* callable_;
  Result (*call_)(const void*, Arguments...);
};

}  // namespace cellcast::base
