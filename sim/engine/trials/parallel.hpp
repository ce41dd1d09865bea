#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/function_ref.hpp"

namespace cellcast::sim {

/// Calls body() in an arena of so many threads; 0: as many as the machine has. Throws std::system_error where they cannot be had.
void call_on_threads(int wanted, base::FunctionRef<void()> body);

/// What body() returns, called so.
template <class Body>
auto on_threads(int wanted, const Body& body) {
  using Value = std::invoke_result_t<const Body&>;
  if constexpr (std::is_void_v<Value>) {
    call_on_threads(wanted, body);
  } else {
    std::optional<Value> value;
    call_on_threads(wanted, [&] { value.emplace(body()); });
    return *std::move(value);
  }
}

/// body(k) for each k below count, on the threads of the arena, in any order. What stood before the call is seen by all bodies, and
/// what they did is seen after it; bodies see nothing of one another.
void parallel_for(std::uint64_t count, base::FunctionRef<void(std::uint64_t)> body);

}  // namespace cellcast::sim
