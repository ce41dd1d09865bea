#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <vector>

#include "config/scenario/law.hpp"

namespace cellcast::config {

// Laws as people hold them: by percentiles, as data, as several opinions.

struct Distribution;

/// Percentiles of which exactly two are given, increasing; the others are NaN.
struct Percentiles {
  double p01, p05, p10, p25, p50, p75, p90, p95, p99;

  /// In their order.
  std::array<double, 9> values() const { return {p01, p05, p10, p25, p50, p75, p90, p95, p99}; }
};
inline constexpr std::array<std::string_view, 9> kPercentileNames{"p01", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99"};

/// Parameters of these names.
constexpr std::array<Parameter, 9> percentile_parameters(const Interval& range) {
  std::array<Parameter, 9> out{};
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = {kPercentileNames[k], range};
  return out;
}
template <class L>
constexpr auto percentile_members() {
  return std::tuple{&L::p01, &L::p05, &L::p10, &L::p25, &L::p50, &L::p75, &L::p90, &L::p95, &L::p99};
}

struct NormalPercentiles : Percentiles {};
template <>
struct LawOf<NormalPercentiles> {
  static constexpr std::string_view dist = "normal";
  static constexpr std::string_view meaning =
      "the normal of these two percentiles, increasing: sd = (x₂ − x₁) / (z₂ − z₁), mean = x₁ − z₁ sd, z = Φ⁻¹(0.01), ..., Φ⁻¹(0.99)";
  static constexpr bool bounded = true;
  static constexpr std::size_t picks = 2;
  static constexpr std::array parameters = percentile_parameters(kAny);
  static constexpr auto members = percentile_members<NormalPercentiles>();
  static Interval support(const NormalPercentiles&) { return kAny; }
};

struct LognormalPercentiles : Percentiles {};
template <>
struct LawOf<LognormalPercentiles> {
  static constexpr std::string_view dist = "lognormal";
  static constexpr std::string_view meaning = "the lognormal of these two percentiles, increasing: ln x is the normal of their logarithms";
  static constexpr bool bounded = true;
  static constexpr std::size_t picks = 2;
  static constexpr std::array parameters = percentile_parameters(kPositive);
  static constexpr auto members = percentile_members<LognormalPercentiles>();
  static Interval support(const LognormalPercentiles&) { return kPositive; }
};

/// The triangular law with F(p10) = 0.1 and F(p90) = 0.9, p10 <= mode <= p90, p10 < p90: TRIGEN of spreadsheet tools.
struct TriangularPercentiles {
  double p10, mode, p90;
};
template <>
struct LawOf<TriangularPercentiles> {
  static constexpr std::string_view dist = "triangular";
  static constexpr std::string_view meaning = "the triangular law of that mode, F(p10) = 0.1 and F(p90) = 0.9; p10 ≤ mode ≤ p90, p10 < p90";
  static constexpr bool bounded = true;
  static constexpr std::array parameters{Parameter{"p10", kAny}, Parameter{"mode", kAny}, Parameter{"p90", kAny}};
  static constexpr std::tuple members{&TriangularPercentiles::p10, &TriangularPercentiles::mode, &TriangularPercentiles::p90};
  static Interval support(const TriangularPercentiles& law);
};

/// Increasing or equal, two different ones at least. The i-th of n is the quantile at (i - 1/2) / n.
struct EmpiricalData {
  std::vector<double> data;
};
template <>
struct LawOf<EmpiricalData> {
  static constexpr std::string_view dist = "empirical";
  static constexpr std::string_view meaning =
      "the law of these values, in any order: the i-th smallest of n is the quantile at (i − ½) / n, linear between; the smallest up to ½ / n, "
      "the largest from 1 − ½ / n";
  static constexpr bool bounded = false;
  static constexpr std::array parameters{Parameter{"data", kAny, "", Shape::list}};
  static constexpr std::tuple members{&EmpiricalData::data};
  static Interval support(const EmpiricalData& law) { return {law.data.front(), law.data.back()}; }
};

/// F = sum w F_k / sum w. At most kMostComponents, none a mixture itself; weights > 0.
struct Mixture {
  std::vector<Distribution> of;
  std::vector<double> weights;
};
inline constexpr std::size_t kMostComponents = 20;
template <>
struct LawOf<Mixture> {
  static constexpr std::string_view dist = "mixture";
  static constexpr std::string_view meaning =
      "F = Σ w F / Σ w of the distributions, at most 20, each with its own `min` and `max`; no mixture within a mixture";
  static constexpr bool bounded = false;
  static constexpr std::array parameters{Parameter{"of", kAny, "", Shape::laws}, Parameter{"weights", kPositive, "", Shape::list}};
  static constexpr std::tuple members{&Mixture::of, &Mixture::weights};
  /// From the least to the greatest; there may be gaps between.
  static Interval support(const Mixture& law);
};

}  // namespace cellcast::config
