// The engine's multiply-add, for the page to try at the start, with numbers that no compiler knows.
#include <wasm_simd128.h>

/// a * b + c, rounded as the engine's is.
extern "C" [[clang::export_name("multiply_add"), gnu::target("relaxed-simd")]] double multiply_add(double a, double b, double c) {
  return wasm_f64x2_extract_lane(wasm_f64x2_relaxed_madd(wasm_f64x2_splat(a), wasm_f64x2_splat(b), wasm_f64x2_splat(c)), 0);
}
