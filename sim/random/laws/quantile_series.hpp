#pragma once

#include <cstddef>
#include <span>

#include "sim/math/double_double.hpp"

namespace cellcast::sim {

// Taylor coefficients c[n] of quantile functions y(t) of standardised laws in the variable (t - t0) / h, from y(t0) = y and
// c[1] = step = h dy/dt. With density f, dy/dt = 1 / f, so d2y/dt2 = -(d ln f / dy) (dy/dt)^2 (Steinbrecher & Shaw 2008, "Quantile
// mechanics"): every coefficient follows from those before it by additions, multiplications and divisions.
//
// The leading kWideTerms are double-double. Those behind are double: they are the smaller by powers of the distance to the nearest
// singularity over the distance that the series is used for, at most 1/2 and mostly 1/16.

using Coefficients = std::span<math::DoubleDouble>;

inline constexpr std::size_t kTaylorTerms = 17;
inline constexpr std::size_t kWideTerms = 5;
inline constexpr std::size_t kKept = 8;  ///< coefficients of a piece

/// Density y^(a-1) (1-y)^(b-1); 0 < y < 1
void beta_taylor(double a, double b, math::DoubleDouble y, math::DoubleDouble step, Coefficients c);
/// Density y^(shape-1) e^-y; y > 0
void gamma_taylor(double shape, math::DoubleDouble y, math::DoubleDouble step, Coefficients c);
/// Density (1 + y^2/dof)^(-(dof+1)/2); dof <= 1e30
void student_taylor(double dof, math::DoubleDouble y, math::DoubleDouble step, Coefficients c);
/// Density e^(-y^2/2)
void normal_taylor(math::DoubleDouble y, math::DoubleDouble step, Coefficients c);
/// Density e^(-(ln y)^2 / (2 sigma^2)) / y; y > 0
void lognormal_taylor(double sigma, math::DoubleDouble y, math::DoubleDouble step, Coefficients c);
/// Density y^(shape-1) e^(-y^shape); y > 0
void weibull_taylor(double shape, math::DoubleDouble y, math::DoubleDouble step, Coefficients c);

/// The series at s.
math::DoubleDouble series_at(std::span<const math::DoubleDouble> c, double s);
math::DoubleDouble series_at(std::span<const math::DoubleDouble> c, math::DoubleDouble s);
/// Its derivative at s.
math::DoubleDouble series_slope(std::span<const math::DoubleDouble> c, double s);
math::DoubleDouble series_slope(std::span<const math::DoubleDouble> c, math::DoubleDouble s);

/// Drops the terms past degree 7 by telescoping (Lanczos 1938): c s^n goes into lower degrees but for c T_n(s) / 2^(n-1). Returns a bound
/// of the change over [-1, 1], the remainder of the series included, as long as its ratio is at most 1/2 there.
double economise(Coefficients c);

}  // namespace cellcast::sim
