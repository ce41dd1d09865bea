#include <algorithm>

#include "sim/derived/evaluate.hpp"

namespace cellcast::sim {

Temporaries::Temporaries(const Program& program)
    : values((program.temporaries + program.constants.size()) * kBlock), spreads(program.temporaries) {
  for (std::size_t k = 0; k < program.constants.size(); ++k)
    std::fill_n(values.data() + (program.temporaries + k) * kBlock, kBlock, program.constants[k]);
}

}  // namespace cellcast::sim
