#pragma once

#include "sim/engine/isa.hpp"

namespace cellcast::cli {

/// The kind of processor that the environment variable CELLCAST_ISA asks to compute as, else the best there is: of use to compare and to
/// test, as results are the same to the bit. Throws UsageError.
sim::Isa wanted_isa();

}  // namespace cellcast::cli
