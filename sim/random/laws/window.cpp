#include "sim/random/laws/window.hpp"

#include "sim/random/laws/law_forms.hpp"

namespace cellcast::sim {

Window window(const config::Law& law, double min, double max) {
  const Tails at_min = tails(law, min), at_max = tails(law, max);
  // The difference of the smaller tails loses least.
  const math::DoubleDouble mass = at_max.below.high <= 0.5   ? at_max.below - at_min.below
                                  : at_min.above.high <= 0.5 ? at_min.above - at_max.above
                                                             : 1 - at_min.below - at_max.above;
  return {at_min.below.high, at_max.above.high, mass.high >= kLeastMass ? mass.high : 0};
}

}  // namespace cellcast::sim
