#include "sim/random/window.hpp"

#include "sim/random/law_forms.hpp"

namespace cellcast::sim {

Window window(const config::Law& law, double min, double max) {
  constexpr long double kLeastMass = 1e-290L;
  const Tails at_min = tails(law, min), at_max = tails(law, max);
  // The difference of the smaller tails loses least.
  const long double mass = at_max.below <= 0.5L   ? at_max.below - at_min.below
                           : at_min.above <= 0.5L ? at_min.above - at_max.above
                                                  : 1 - at_min.below - at_max.above;
  return {static_cast<double>(at_min.below), static_cast<double>(at_max.above), mass >= kLeastMass ? static_cast<double>(mass) : 0};
}

}  // namespace cellcast::sim
