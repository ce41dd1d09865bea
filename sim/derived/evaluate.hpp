#pragma once

#include <vector>

#include "sim/derived/program.hpp"
#include "sim/model/aligned.hpp"
#include "sim/model/block.hpp"
#include "sim/model/layout.hpp"

namespace cellcast::sim {

/// What the steps of a program keep for a block of trials. One per thread.
struct Temporaries {
  explicit Temporaries(const Program& program);

  AlignedRows values;           ///< [temporary, then constant][kBlock]
  std::vector<Spread> spreads;  ///< [temporary]
};

/// Outputs of a block of trials: [row of the layout][stride].
struct OutputBlock {
  const Layout* layout;
  double* rows;
  std::size_t stride;
  Spread* spreads;  ///< [row]
};

/// Computes derived outputs of a block from what `simulate` has left there. `base` has the same trials of a base scenario, where the program
/// looks back; null otherwise. The same bits on every processor: the operations of IEEE 754, and sim/math's functions.
void evaluate(const Program& program, Parameters in, OutputBlock out, Temporaries& temporaries, const OutputBlock* base);

}  // namespace cellcast::sim
