#include "sim/math/double_double.hpp"

#include <array>
#include <cstddef>

#include "sim/math/elementary.hpp"

namespace cellcast::sim::math {
namespace {

// ln 2 in three parts: times an integer below 2^21, the first is exact.
constexpr double kLn2First = 0x1.62e42feep-1, kLn2Second = 0x1.a39ef35793c76p-33, kLn2Third = 0x1.cc01f97b57a08p-87;
constexpr DoubleDouble kHalfLn2Pi{0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};

/// 1/2!, 1/3!, ...
constexpr std::array<DoubleDouble, 12> kInverseFactorials{{{0x1.0000000000000p-1, 0x0.0p+0},
                                                           {0x1.5555555555555p-3, 0x1.5555555555555p-57},
                                                           {0x1.5555555555555p-5, 0x1.5555555555555p-59},
                                                           {0x1.1111111111111p-7, 0x1.1111111111111p-63},
                                                           {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
                                                           {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
                                                           {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
                                                           {0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
                                                           {0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76},
                                                           {0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80},
                                                           {0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83},
                                                           {0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87}}};

/// 1/3, 1/5, ...
constexpr std::array<DoubleDouble, 9> kOddReciprocals{{{0x1.5555555555555p-2, 0x1.5555555555555p-56},
                                                       {0x1.999999999999ap-3, -0x1.999999999999ap-57},
                                                       {0x1.2492492492492p-3, 0x1.2492492492492p-57},
                                                       {0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58},
                                                       {0x1.745d1745d1746p-4, -0x1.745d1745d1746p-59},
                                                       {0x1.3b13b13b13b14p-4, -0x1.3b13b13b13b14p-58},
                                                       {0x1.1111111111111p-4, 0x1.1111111111111p-60},
                                                       {0x1.e1e1e1e1e1e1ep-5, 0x1.e1e1e1e1e1e1ep-61},
                                                       {0x1.af286bca1af28p-5, 0x1.af286bca1af28p-59}}};

/// B_2k / (2 k (2 k - 1)), k = 1, 2, ...
constexpr std::array<DoubleDouble, 15> kStirling{
    {{0x1.5555555555555p-4, 0x1.5555555555555p-58},   {-0x1.6c16c16c16c17p-9, 0x1.f49f49f49f49fp-64},
     {0x1.a01a01a01a01ap-11, 0x1.a01a01a01a01ap-71},  {-0x1.3813813813814p-11, 0x1.fb1fb1fb1fb20p-65},
     {0x1.b951e2b18ff23p-11, 0x1.5c3a9ce01b952p-65},  {-0x1.f6ab0d9993c7dp-10, 0x1.f82553c999b0ep-64},
     {0x1.a41a41a41a41ap-8, 0x1.0690690690690p-62},   {-0x1.e4286cb0f5398p-6, 0x1.1efcdab896745p-61},
     {0x1.6fe96381e0680p-3, -0x1.79e2405a71f88p-61},  {-0x1.6476701181f3ap+0, 0x1.24246319da678p-56},
     {0x1.ace44322ce006p+3, -0x1.62c2b1bbcdd32p-51},  {-0x1.39b2525cccc1bp+7, 0x1.52604768a30fcp-47},
     {0x1.12234e81b4e82p+11, -0x1.2c5f92c5f92c6p-43}, {-0x1.1a198ae1c4ab8p+15, 0x1.4c012227b696ep-41},
     {0x1.51a2089a6e11ap+19, 0x1.c219ee4fdc447p-36}}};

template <std::size_t N>
DoubleDouble horner(const std::array<DoubleDouble, N>& c, DoubleDouble x) {
  DoubleDouble y = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) y = y * x + c[i];
  return y;
}

/// e^r - 1, |r| <= 0.36: by the series at r / 32, whose 14th term is below 2^-116 of it, then (1 + e)^2 - 1 = 2 e + e^2 five times.
DoubleDouble small_expm1(DoubleDouble r) {
  const DoubleDouble s = scaled(r, -5);
  DoubleDouble e = s + s * s * horner(kInverseFactorials, s);
  for (int i = 0; i < 5; ++i) e = scaled(e, 1) + e * e;
  return e;
}

/// The asymptotic series of ln Gamma behind (x - 1/2) ln x - x + ln(2 pi) / 2 (DLMF 5.11.1), x >= 32: the first term left out is below
/// 1e-38, and bounds the error (DLMF 5.11.ii).
DoubleDouble stirling_series(DoubleDouble x) {
  const DoubleDouble inverse = 1 / x;
  return inverse * horner(kStirling, inverse * inverse);
}

constexpr double kFarEnough = 32;

}  // namespace

DoubleDouble exp(DoubleDouble x) {
  if (x.high > 710) return detail::kInfinity;
  if (x.high < -746) return 0.0;
  if (!(x.high == x.high)) return x.high;
  const double n = std::fma(x.high, detail::kLog2E, detail::kIntegerShift) - detail::kIntegerShift;
  const DoubleDouble r = ((x - n * kLn2First) - two_product(n, kLn2Second)) - n * kLn2Third;
  return scaled(small_expm1(r) + 1, static_cast<int>(n));
}

DoubleDouble expm1(DoubleDouble x) { return std::fabs(x.high) < 0.35 ? small_expm1(x) : exp(x) - 1; }

/// One step of Newton's method, of third order, from the double: ln x = y + ln(x e^-y).
DoubleDouble log(DoubleDouble x) {
  const double y = log(x.high);
  if (!(std::fabs(y) < detail::kInfinity)) return y;
  // Two factors: e^-y itself leaves the range where x is near its ends.
  const DoubleDouble half = exp(DoubleDouble(-0.5 * y));
  const DoubleDouble e = x * half * half - 1;
  return y + (e - 0.5 * e.high * e.high);
}

/// 2 artanh(x / (2 + x)) near 0, where |x / (2 + x)| < 1/64
DoubleDouble log1p(DoubleDouble x) {
  if (!(std::fabs(x.high) < 0x1p-5)) return log(x + 1);
  const DoubleDouble s = x / (x + 2);
  const DoubleDouble square = s * s;
  return scaled(s + s * square * horner(kOddReciprocals, square), 1);
}

DoubleDouble log_gamma(DoubleDouble x) {
  DoubleDouble product = 1;
  for (; x.high < kFarEnough; x = x + 1) product *= x;
  const DoubleDouble far = (x - 0.5) * log(x) - x + kHalfLn2Pi + stirling_series(x);
  return product.high == 1 ? far : far - log(product);
}

/// By the difference of the series, so that nothing cancels, and Gamma(x + 1) = x Gamma(x).
DoubleDouble gamma_ratio(DoubleDouble x) {
  DoubleDouble factor = 1;
  for (; x.high < kFarEnough; x = x + 1) factor *= x / (x + 0.5);
  const DoubleDouble gap = x * log1p(0.5 / x) - 0.5 + (stirling_series(x + 0.5) - stirling_series(x));
  return factor * sqrt(x) * exp(gap);
}

}  // namespace cellcast::sim::math
