#pragma once
// What the engine uses of oneTBB, on one thread: for processors for which Debian's library is not at hand. No result depends on threads.
namespace tbb {
template <class Index, class Body>
void parallel_for(Index first, Index last, const Body& body) {
  for (Index i = first; i < last; ++i) body(i);
}
}  // namespace tbb
