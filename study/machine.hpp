#pragma once

#include "sim/engine/trials/kernel.hpp"

namespace cellcast::study {

/// What trials are computed on. Results do not depend on it.
struct Machine {
  sim::Isa isa = sim::best_isa();
  int threads = 0;  ///< 0: as many as the machine has
};

}  // namespace cellcast::study
