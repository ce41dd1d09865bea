#pragma once

#include <cstddef>
#include <span>

#include "sim/math/double_double.hpp"
#include "sim/math/elementary.hpp"

namespace cellcast::sim {

enum class End { lower, upper };

/// The logarithm of a probability and its derivative by the place.
template <class T>
struct LogTail {
  T log, slope;
};

/// One end of a standardised law, seen from that end: t is the probability beyond the point whose distance from the end, or from
/// the origin, is y. What tables are built from and checked against. Double-double throughout, in our own functions: a table rounded to
/// double has the same bits on every machine, and is as good as one in 100 bits.
///
/// A point is also named by its place, ln y, or ln(y / (1 - y)) where y ends at 1. As a function of the place ln t is concave for all
/// these laws (docs/methods.md, "Solving"), so Newton's method finds the place of a t from the start that each law gives, whatever its shape.
class TailLaw {
 public:
  using Real = math::DoubleDouble;

  virtual ~TailLaw() = default;

  /// t of y; any y.
  virtual Real probability(Real y) const;
  /// dt/dy; y inside the support.
  virtual Real slope(Real y) const;
  /// t of a place.
  Real probability_at(Real place) const { return math::exp(tail(place).log); }
  /// The same in double: to 1e-14 or so for parameters up to 20.
  double nearly_at(double place) const { return math::exp(tail(place).log); }
  /// Taylor coefficients of y in the variable (t - t0) / h, from y(t0) = y and c[1] = step = h / slope(y): sim/random/laws/quantile_series.hpp.
  virtual void taylor(Real y, Real step, std::span<Real> c) const = 0;

  /// The quantile of the standardised law as the law itself counts it: offset + sign y.
  Real value(Real y) const { return y * frame_.sign + frame_.offset; }
  /// y of t in (0, 1) to some 25 digits, infinite or 0 where y leaves the range of doubles: some 10 microseconds.
  virtual Real solve(double t) const;
  /// The quantile at t, by the leading term of the tail where that is exact, else by `solve`.
  double quantile(double t) const;
  /// Whether the leading term of y(t) = (factor t)^power gives y to 1e-17.
  bool leading_suffices(double t) const { return leading(t) < leading_.limit; }

  double scale() const { return frame_.scale; }
  double sign() const { return frame_.sign; }
  bool positive() const { return frame_.positive; }

 protected:
  struct Frame {
    double offset, sign;
    double scale;     ///< errors are measured against |value| + scale
    bool positive;    ///< value = y > 0: must not be rounded to 0
    bool is_bounded;  ///< y <= 1
    double at_zero;   ///< t of y = 0
  };
  struct Leading {
    double power = 0, log_factor = 0;
    double limit = 0;  ///< the largest y it serves for
  };
  explicit TailLaw(const Frame& frame, const Leading& leading) : frame_(frame), leading_(leading) {}

 private:
  virtual LogTail<double> tail(double place) const = 0;
  virtual LogTail<Real> tail(Real place) const = 0;
  /// A place from which Newton's steps on ln t all go the same way, but for the first perhaps.
  virtual double start(double t) const = 0;
  double leading(double t) const;

  Frame frame_;
  Leading leading_;
};

/// The lower end of Beta(a, b); y = x, or as upper end of Beta(b, a): y = 1 - x.
class BetaTail : public TailLaw {
 public:
  BetaTail(double a, double b, End end = End::lower);
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  BetaTail(double a, double b, End end, Real log_beta);
  LogTail<double> tail(double place) const override { return tail_of<double>(place); }
  LogTail<Real> tail(Real place) const override { return tail_of<Real>(place); }
  double start(double t) const override;
  template <class T>
  LogTail<T> tail_of(T place) const;

  double a_, b_;
  Real log_beta_;  ///< ln B(a, b)
};

/// Gamma(shape) with scale 1; y = x at both ends.
class GammaTail : public TailLaw {
 public:
  GammaTail(double shape, End end);
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  GammaTail(double shape, End end, Real log_gamma);
  LogTail<double> tail(double place) const override { return tail_of<double>(place); }
  LogTail<Real> tail(Real place) const override { return tail_of<Real>(place); }
  double start(double t) const override;
  template <class T>
  LogTail<T> tail_of(T place) const;

  double shape_;
  End end_;
  Real log_gamma_;  ///< ln Gamma(shape)
};

/// Student's t; y = |x|.
class StudentTail : public TailLaw {
 public:
  /// More than 1e30 degrees of freedom count as that many: no double can tell these laws apart.
  StudentTail(double dof, End end);
  Real probability(Real y) const override;
  Real slope(Real y) const override;
  Real solve(double t) const override;
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  LogTail<double> tail(double place) const override { return tail_of<double>(place); }
  LogTail<Real> tail(Real place) const override { return tail_of<Real>(place); }
  double start(double t) const override;
  template <class T>
  LogTail<T> tail_of(T place) const;

  double dof_;
  Real log_dof_, log_beta_;  ///< ln B(dof / 2, 1/2)
};

/// P(X > z) of a standard normal, z >= 0; relative error < 1e-24.
math::DoubleDouble normal_tail(math::DoubleDouble z);

}  // namespace cellcast::sim
