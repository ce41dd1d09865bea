#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "config/scenario/held_laws.hpp"
#include "config/scenario/law.hpp"

namespace cellcast::config {

struct Normal {
  double mean, sd;
};
template <>
struct LawOf<Normal> {
  static constexpr std::string_view dist = "normal";
  static constexpr std::string_view meaning = "F(x) = Φ((x − mean) / sd)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"mean", kAny}, Parameter{"sd", kPositive}};
  static constexpr std::tuple members{&Normal::mean, &Normal::sd};
  static Interval support(const Normal&) { return kAny; }
};

/// `median` and `sigma`, the standard deviation of the logarithm.
struct Lognormal {
  double median, sigma;
};
template <>
struct LawOf<Lognormal> {
  static constexpr std::string_view dist = "lognormal";
  static constexpr std::string_view meaning = "x > 0; F(x) = Φ(ln(x / median) / sigma)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"median", kPositive}, Parameter{"sigma", kLogSd}};
  static constexpr std::tuple members{&Lognormal::median, &Lognormal::sigma};
  static Interval support(const Lognormal&) { return kPositive; }
};

/// A lognormal given by its own `mean` and `sd`.
struct LognormalMoments {
  double mean, sd;
};
template <>
struct LawOf<LognormalMoments> {
  static constexpr std::string_view dist = "lognormal";
  static constexpr std::string_view meaning =
      "the lognormal of that mean and sd: sigma² = ln(1 + (sd / mean)²), median = mean e^(−sigma² / "
      "2)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"mean", kPositive}, Parameter{"sd", kPositive}};
  static constexpr std::tuple members{&LognormalMoments::mean, &LognormalMoments::sd};
  static Interval support(const LognormalMoments&) { return kPositive; }
};

struct Uniform {
  double low, high;
};
template <>
struct LawOf<Uniform> {
  static constexpr std::string_view dist = "uniform";
  static constexpr std::string_view meaning = "low ≤ x ≤ high; F(x) = (x − low) / (high − low)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"low", kAny}, Parameter{"high", kAny}};
  static constexpr std::tuple members{&Uniform::low, &Uniform::high};
  static Interval support(const Uniform& law) { return {law.low, law.high}; }
};

struct Triangular {
  double low, mode, high;
};
template <>
struct LawOf<Triangular> {
  static constexpr std::string_view dist = "triangular";
  static constexpr std::string_view meaning = "low ≤ x ≤ high; density rises linearly from 0 at low to mode and falls to 0 at high";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"low", kAny}, Parameter{"mode", kAny}, Parameter{"high", kAny}};
  static constexpr std::tuple members{&Triangular::low, &Triangular::mode, &Triangular::high};
  static Interval support(const Triangular& law) { return {law.low, law.high}; }
};

/// Beta law on [low, high] with alpha = 1 + lambda (mode - low) / (high - low), beta = 1 + lambda (high - mode) / (high - low).
struct Pert {
  double low, mode, high, lambda = 4;
};
template <>
struct LawOf<Pert> {
  static constexpr std::string_view dist = "pert";
  static constexpr std::string_view meaning =
      "low ≤ x ≤ high; beta with alpha = 1 + lambda (mode − low) / (high − low), beta = 1 + lambda (high − "
      "mode) / (high − low)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"low", kAny}, Parameter{"mode", kAny}, Parameter{"high", kAny},
                                         Parameter{"lambda", Interval{0, 1e5}, "4"}};
  static constexpr std::tuple members{&Pert::low, &Pert::mode, &Pert::high, &Pert::lambda};
  static Interval support(const Pert& law) { return {law.low, law.high}; }
};

struct Beta {
  double alpha, beta, low = 0, high = 1;
};
template <>
struct LawOf<Beta> {
  static constexpr std::string_view dist = "beta";
  static constexpr std::string_view meaning =
      "low ≤ x ≤ high; density ∝ z^(alpha − 1) (1 − z)^(beta − 1), z = (x − low) / (high − low)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"alpha", kBetaShape}, Parameter{"beta", kBetaShape}, Parameter{"low", kAny, "0"},
                                         Parameter{"high", kAny, "1"}};
  static constexpr std::tuple members{&Beta::alpha, &Beta::beta, &Beta::low, &Beta::high};
  static Interval support(const Beta& law) { return {law.low, law.high}; }
};

struct Gamma {
  double shape, scale;
};
template <>
struct LawOf<Gamma> {
  static constexpr std::string_view dist = "gamma";
  static constexpr std::string_view meaning = "x > 0; density ∝ x^(shape − 1) e^(−x / scale)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"shape", kShape}, Parameter{"scale", kPositive}};
  static constexpr std::tuple members{&Gamma::shape, &Gamma::scale};
  static Interval support(const Gamma&) { return kPositive; }
};

struct Weibull {
  double shape, scale;
};
template <>
struct LawOf<Weibull> {
  static constexpr std::string_view dist = "weibull";
  static constexpr std::string_view meaning = "x > 0; F(x) = 1 − e^(−(x / scale)^shape)";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"shape", kShape}, Parameter{"scale", kPositive}};
  static constexpr std::tuple members{&Weibull::shape, &Weibull::scale};
  static Interval support(const Weibull&) { return kPositive; }
  static double quantile(const Weibull& law, double p) { return law.scale * std::pow(-std::log1p(-p), 1 / law.shape); }
};

struct StudentT {
  double dof, location, scale;
};
template <>
struct LawOf<StudentT> {
  static constexpr std::string_view dist = "student_t";
  static constexpr std::string_view meaning = "density ∝ (1 + z² / dof)^(−(dof + 1) / 2), z = (x − location) / scale";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"dof", kTail}, Parameter{"location", kAny}, Parameter{"scale", kPositive}};
  static constexpr std::tuple members{&StudentT::dof, &StudentT::location, &StudentT::scale};
  static Interval support(const StudentT&) { return kAny; }
};

/// Three-term metalog (Keelin 2016); its bounds are those of the Distribution.
struct Metalog {
  double p10, p50, p90;
};
template <>
struct LawOf<Metalog> {
  static constexpr std::string_view dist = "metalog";
  static constexpr std::string_view meaning =
      "three-term metalog through the 10th, 50th and 90th percentile (Keelin 2016); with `min` or `max` "
      "its log transform, with both the logit";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"p10", kAny}, Parameter{"p50", kAny}, Parameter{"p90", kAny}};
  static constexpr std::tuple members{&Metalog::p10, &Metalog::p50, &Metalog::p90};
  static Interval support(const Metalog&) { return kAny; }
};

/// Values increasing; weights > 0, of any sum.
struct Discrete {
  std::vector<double> values, weights;
};
template <>
struct LawOf<Discrete> {
  static constexpr std::string_view dist = "discrete";
  static constexpr std::string_view meaning = "one of the values, increasing, with probability in proportion to the weights";
  static constexpr bool bounded = false;
  static constexpr std::array parameters{Parameter{"values", kAny, "", Shape::list}, Parameter{"weights", kPositive, "", Shape::list}};
  static constexpr std::tuple members{&Discrete::values, &Discrete::weights};
  static Interval support(const Discrete& law) { return {law.values.front(), law.values.back()}; }
};

/// Distribution function linear between the points; probabilities increase from 0 to 1, values do not decrease.
struct Empirical {
  std::vector<double> probabilities, values;
};
template <>
struct LawOf<Empirical> {
  static constexpr std::string_view dist = "empirical";
  static constexpr std::string_view meaning = "F is linear between the points; probabilities increase from 0 to 1, values do not decrease";
  static constexpr bool bounded = false;
  static constexpr std::array parameters{Parameter{"probabilities", Interval{0, 1}, "", Shape::list}, Parameter{"values", kAny, "", Shape::list}};
  static constexpr std::tuple members{&Empirical::probabilities, &Empirical::values};
  static Interval support(const Empirical& law) { return {law.values.front(), law.values.back()}; }
};

/// In the order of the documentation.
using Law = std::variant<Normal, NormalPercentiles, Lognormal, LognormalMoments, LognormalPercentiles, Uniform, Triangular,
                         TriangularPercentiles, Pert, Beta, Gamma, Weibull, StudentT, Metalog, Discrete, Empirical, EmpiricalData, Mixture>;

}  // namespace cellcast::config
