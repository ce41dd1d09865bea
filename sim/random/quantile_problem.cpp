#include <cmath>
#include <cstdio>
#include <string>

#include "sim/random/law_forms.hpp"
#include "sim/random/metalog.hpp"
#include "sim/random/quantile.hpp"
#include "sim/random/window.hpp"

namespace cellcast::sim {

namespace {

using config::text;

bool overflows(const config::Law& law) {
  if (const auto* l = std::get_if<config::Uniform>(&law)) return std::isinf(l->high - l->low);
  if (const auto* l = std::get_if<config::Triangular>(&law)) return std::isinf((l->high - l->low) * (l->high - l->low));
  if (const auto* l = std::get_if<config::Beta>(&law)) return std::isinf(l->high - l->low);
  return false;
}

std::string number(long double probability) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3Lg", probability);
  return buffer;
}

/// Where the law's probability lies, as seen from [min, max].
std::string truncation_problem(const config::Law& law, double min, double max) {
  if (window(law, min, max).mass > 0) return {};
  const Tails at_min = tails(law, min), at_max = tails(law, max);
  const std::string what = std::isinf(max)   ? "no probability above min = " + text(min)
                           : std::isinf(min) ? "no probability below max = " + text(max)
                                             : "no probability between min = " + text(min) + " and max = " + text(max);
  if (at_max.below < 0.5L) return what + " (the law lies above: P(X <= max) = " + number(at_max.below) + ") raise max, or leave it out";
  if (at_min.above < 0.5L) return what + " (the law lies below: P(X >= min) = " + number(at_min.above) + ") lower min, or leave it out";
  return what + " (they are too close to share out what lies between them) move them apart, or use a constant";
}

}  // namespace

std::string problem(const config::Distribution& distribution) {
  const double min = distribution.min, max = distribution.max;
  if (!(min < max))
    return "min = " + text(min) + " is not below max = " + text(max) + " (nothing lies between them) swap them, or use a constant";
  const config::Law law = standard_form(distribution.law);
  if (const auto* metalog = std::get_if<config::Metalog>(&law)) return metalog_problem(*metalog, min, max);
  const bool stepped = std::holds_alternative<config::Discrete>(law) || std::holds_alternative<config::Empirical>(law);
  const bool truncated = !std::isinf(min) || !std::isinf(max);
  if (stepped)
    return truncated ? "min and max do not go with this law (they truncate continuous laws) leave out the values beyond them" : "";
  if (overflows(law)) return "high - low is too large (numbers end near 1.8e308) use a narrower law";
  return truncation_problem(law, min, max);
}

}  // namespace cellcast::sim
