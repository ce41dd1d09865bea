#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>

#include "sim/random/laws/law_forms.hpp"
#include "sim/random/laws/metalog.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/random/laws/window.hpp"

namespace cellcast::sim {

namespace {

using config::text;

/// What a law is stretched by, or 0.
double width(const config::Law& law) {
  if (const auto* l = std::get_if<config::Uniform>(&law)) return l->high - l->low;
  if (const auto* l = std::get_if<config::Triangular>(&law)) return l->high - l->low;
  if (const auto* l = std::get_if<config::Beta>(&law)) return l->high - l->low;
  return 0;
}

/// Where the scale, its square for a triangular law, or a product of that and a probability leaves the range of doubles.
std::string scale_problem(const config::Law& law) {
  if (const auto* l = std::get_if<config::Lognormal>(&law); l != nullptr && l->median < 1e-300)
    return "the median of a lognormal is too small (less than 1e-300) use another unit, or an sd nearer to the mean";
  const bool is_squared = std::holds_alternative<config::Triangular>(law);
  const double w = width(law);
  if (std::isinf(w) || (is_squared && std::isinf(w * w))) return "high - low is too large (numbers end near 1.8e308) use a narrower law";
  if (is_squared && w < 1e-140) return "high - low is too small (less than 1e-140) use a constant, or another unit";
  return {};
}

/// Laws whose own parameters, as they follow from percentiles, leave the range of doubles or what the law may have.
std::string percentile_problem(const config::Law& given, const config::Law& law) {
  const bool is_far = std::holds_alternative<config::NormalPercentiles>(given) || std::holds_alternative<config::LognormalPercentiles>(given) ||
                      std::holds_alternative<config::TriangularPercentiles>(given);
  if (!is_far) return {};
  const char* too_far = "the percentiles are too far apart (numbers end near 1.8e308) use a narrower law";
  if (const auto* l = std::get_if<config::Normal>(&law)) return std::isfinite(l->mean) && std::isfinite(l->sd) ? "" : too_far;
  if (const auto* l = std::get_if<config::Triangular>(&law)) return std::isfinite(l->low) && std::isfinite(l->high) ? "" : too_far;
  const auto& l = std::get<config::Lognormal>(law);
  if (l.sigma >= config::kLogSd.high || !std::isfinite(l.median))
    return "the percentiles are too far apart (sigma = " + text(l.sigma) + ", and it is below 50) use a narrower law";
  return {};
}

std::string slope_problem(const config::Empirical& law) {
  for (std::size_t i = 1; i < law.values.size(); ++i)
    if (std::isinf((law.values[i] - law.values[i - 1]) / (law.probabilities[i] - law.probabilities[i - 1])))
      return "the step from " + text(law.values[i - 1]) + " to " + text(law.values[i]) +
             " is too large (numbers end near 1.8e308) use smaller values";
  return {};
}

/// Of the first component that has one.
std::string mixture_problem(const config::Mixture& mixture) {
  for (std::size_t k = 0; k < mixture.of.size(); ++k)
    if (const std::string why = problem(mixture.of[k]); !why.empty()) return "component " + std::to_string(k + 1) + " of the mixture: " + why;
  return {};
}

std::string number(math::DoubleDouble probability) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3g", probability.high);
  return buffer;
}

/// Whether a double can share out what lies between min and max; in a narrow window its size does not matter, only that the law is not
/// elsewhere.
bool has_probability(const config::Law& law, double min, double max) {
  if (const auto* triangular = std::get_if<config::Triangular>(&law))
    return max > triangular->low && min < triangular->high && TruncatedTriangular(*triangular, min, max).mass() > kLeastMass;
  if (window(law, min, max).mass > 0) return true;
  return std::fmin(tails(law, min).above.high, tails(law, max).below.high) >= kLeastMass && narrow_window(law, min, max);
}

/// Where the law's probability lies, as seen from [min, max].
std::string truncation_problem(const config::Law& law, double min, double max) {
  if (has_probability(law, min, max)) return {};
  const Tails at_min = tails(law, min), at_max = tails(law, max);
  const std::string what = std::isinf(max)   ? "no probability above min = " + text(min)
                           : std::isinf(min) ? "no probability below max = " + text(max)
                                             : "no probability between min = " + text(min) + " and max = " + text(max);
  if (at_max.below.high < 0.5) return what + " (the law lies above: P(X <= max) = " + number(at_max.below) + ") raise max, or leave it out";
  if (at_min.above.high < 0.5) return what + " (the law lies below: P(X >= min) = " + number(at_min.above) + ") lower min, or leave it out";
  return what + " (they are too close to share out what lies between them) move them apart, or use a constant";
}

}  // namespace

std::string problem(const config::Distribution& distribution) {
  const double min = distribution.min, max = distribution.max;
  if (!(min < max))
    return "min = " + text(min) + " is not below max = " + text(max) + " (nothing lies between them) swap them, or use a constant";
  const config::Law law = standard_form(distribution.law);
  if (const std::string why = percentile_problem(distribution.law, law); !why.empty()) return why;
  if (const auto* metalog = std::get_if<config::Metalog>(&law)) return metalog_problem(*metalog, min, max);
  const auto* mixture = std::get_if<config::Mixture>(&law);
  const bool stepped = mixture != nullptr || std::holds_alternative<config::Discrete>(law) || std::holds_alternative<config::Empirical>(law);
  const bool truncated = !std::isinf(min) || !std::isinf(max);
  if (mixture != nullptr && truncated) return "min and max do not go with a mixture (its components have their own) bound these";
  if (mixture != nullptr) return mixture_problem(*mixture);
  if (stepped && truncated) return "min and max do not go with this law (they truncate continuous laws) leave out the values beyond them";
  if (const auto* empirical = std::get_if<config::Empirical>(&law)) return slope_problem(*empirical);
  if (stepped) return {};
  const std::string problem = scale_problem(law);
  return problem.empty() ? truncation_problem(law, min, max) : problem;
}

}  // namespace cellcast::sim
