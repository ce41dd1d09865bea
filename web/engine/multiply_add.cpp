// a * b + c, rounded once, for one number or two at a time: what the calls of std::fma in the engine become (web/CMakeLists.txt), after
// loops have been made of them that work on pairs. One instruction, which rounds once or twice, as the processor has it: whether once is
// tried when the engine starts. Where it is not, or the browser lacks the instruction, the page puts calls of
// multiply_add_exactly in its place (page/exact.js).
#include <wasm_simd128.h>

namespace {

using Pair [[gnu::vector_size(16)]] = double;

}  // namespace

extern "C" {

[[gnu::always_inline]] Pair cellcast_multiply_add_2(Pair a, Pair b, Pair c) {
  return Pair(wasm_f64x2_relaxed_madd(v128_t(a), v128_t(b), v128_t(c)));
}

[[gnu::always_inline]] double cellcast_multiply_add(double a, double b, double c) {
  return cellcast_multiply_add_2(Pair{a, a}, Pair{b, b}, Pair{c, c})[0];
}
}
