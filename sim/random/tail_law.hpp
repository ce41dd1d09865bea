#pragma once

#include <cstddef>
#include <span>

namespace cellcast::sim {

enum class End { lower, upper };

/// One end of a standardised law, seen from that end: t is the probability beyond the point whose distance from the end, or from
/// the origin, is y. What tables are built from and checked against. long double throughout, so that a table rounded to double does not
/// depend on the last bits of a C library's functions.
class TailLaw {
 public:
  using Real = long double;

  virtual ~TailLaw() = default;

  /// t of y; any y.
  virtual Real probability(Real y) const = 0;
  /// dt/dy; y inside the support.
  virtual Real slope(Real y) const = 0;
  /// Taylor coefficients c[n] of y in the variable (t - t0) / h, from y(t0) = y and c[1] = h / slope(y), by recurrence from the
  /// differential equation d2y/dt2 = -(d ln|slope| / dy) (dy/dt)^2 (Steinbrecher & Shaw 2008, "Quantile mechanics").
  virtual void taylor(Real y, Real step, std::span<Real> c) const = 0;

  /// The quantile of the standardised law as the law itself counts it: offset + sign y.
  Real value(Real y) const { return frame_.offset + frame_.sign * y; }
  /// The probability beyond a quantile of the law.
  Real tail_beyond(Real value) const { return probability((value - frame_.offset) * frame_.sign); }
  /// y of t in (0, 1) to nearly full precision: some microseconds.
  Real solve(Real t) const;
  /// The quantile at t, by the leading term of the tail where that is exact, else by `solve`.
  double quantile(double t) const;
  /// Whether the leading term of y(t) = (factor t)^power gives y to 1e-17.
  bool leading_suffices(Real t) const;

  Real scale() const { return frame_.scale; }
  bool positive() const { return frame_.positive; }

 protected:
  struct Frame {
    Real offset, sign;
    Real scale;     ///< errors are measured against |value| + scale
    bool positive;  ///< value = y > 0: must not be rounded to 0
    bool rising;    ///< whether t grows with y
  };
  struct Leading {
    Real power = 0, log_factor = 0;
    Real limit = 0;  ///< the largest y it serves for
  };
  explicit TailLaw(const Frame& frame, const Leading& leading) : frame_(frame), leading_(leading) {}

  /// A first approximation, to about double precision.
  virtual Real guess(double t) const = 0;
  virtual bool bounded() const { return false; }  ///< y <= 1

 private:
  double leading(double t) const;
  Real newton(Real y, Real t) const;
  Real bisect(Real t) const;

  Frame frame_;
  Leading leading_;
};

/// The lower end of Beta(a, b); y = x, or as upper end of Beta(b, a): y = 1 - x.
class BetaTail : public TailLaw {
 public:
  BetaTail(double a, double b, End end = End::lower);
  Real probability(Real y) const override;
  Real slope(Real y) const override;
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  Real guess(double t) const override;
  bool bounded() const override { return true; }
  Real a_, b_;
};

/// Gamma(shape) with scale 1; y = x at both ends.
class GammaTail : public TailLaw {
 public:
  GammaTail(double shape, End end);
  Real probability(Real y) const override;
  Real slope(Real y) const override;
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  Real guess(double t) const override;
  Real shape_;
  End end_;
};

/// Student's t; y = |x|.
class StudentTail : public TailLaw {
 public:
  StudentTail(double dof, End end);
  Real probability(Real y) const override;
  Real slope(Real y) const override;
  void taylor(Real y, Real step, std::span<Real> c) const override;

 private:
  Real guess(double t) const override;
  Real dof_;
};

}  // namespace cellcast::sim
