#include "bench/loops.hpp"

#include <cmath>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"

namespace {

using namespace cellcast;

template <double (*f)(double)>
void map(const double* __restrict x, double* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = f(x[i]);
}

void pow(const double* __restrict x, const double* __restrict y, double* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = sim::math::pow(x[i], y[i]);
}

double reciprocal(double x) { return 1 / x; }
double square_root(double x) { return std::sqrt(x); }
double same(double x) { return x; }

void uniforms(sim::Stream stream, std::uint64_t first, std::span<double> out) { sim::uniforms(stream, first, out); }
void quantiles(const sim::Quantile& quantile, std::span<const double> u, std::span<double> x) { quantile(u, x); }

}  // namespace

#if !defined(CELLCAST_TABLE)
#define CELLCAST_TABLE cellcast_loops_portable
#endif

extern "C" {
extern const bench::Loops CELLCAST_TABLE;
constinit const bench::Loops CELLCAST_TABLE{map<sim::math::exp>,
                                            map<sim::math::log>,
                                            map<sim::math::log1p>,
                                            map<sim::math::normal_quantile>,
                                            map<sim::math::near_normal_quantile>,
                                            map<sim::math::normal_cdf>,
                                            map<reciprocal>,
                                            map<square_root>,
                                            map<same>,
                                            pow,
                                            uniforms,
                                            quantiles};
}
