#pragma once

namespace cellcast {

/// Throws what is being handled once more: an error that a user can meet as cellcast::Error, a bug as it is.
[[noreturn]] void rethrow_translated();

/// What `work` returns; its errors become the facade's.
template <class Work>
auto translated(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (...) {
    rethrow_translated();
  }
}

}  // namespace cellcast
