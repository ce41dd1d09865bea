#pragma once

#include <cstdlib>

namespace cellcast::tests {

/// Repetitions of a statistical test: `few` in the suite, `many` in tests labelled `long`, hardly any where a sanitizer watches.
inline int repetitions([[maybe_unused]] int few, [[maybe_unused]] int many) {
#ifdef CELLCAST_WATCHED
  return 2;
#else
  return std::getenv("CELLCAST_LONG") == nullptr ? few : many;
#endif
}

}  // namespace cellcast::tests
