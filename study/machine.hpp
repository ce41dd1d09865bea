#pragma once

#include "sim/engine/isa.hpp"

namespace cellcast::study {

/// What trials are computed on. Results do not depend on it.
struct Machine {
  sim::Isa isa = sim::best_isa();
  int threads = 0;  ///< 0: as many as the machine has
};

}  // namespace cellcast::study
