#include "sim/claims/expected.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/math/elementary.hpp"

namespace cellcast::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Expected sum(const std::vector<config::Claim>& claims, const std::vector<std::size_t>& figures) {
  Expected out;
  for (const std::size_t figure : figures) {
    out.value += claims[figure].value;
    out.low += claims[figure].value - claims[figure].tolerance;
    out.high += claims[figure].value + claims[figure].tolerance;
  }
  return out;
}

/// Precondition: the values are positive (`part` may be 0). A whole that may be nothing bounds nothing from above.
Expected ratio(const Expected& part, const Expected& whole) {
  return {part.value / whole.value, std::max(part.low, 0.0) / whole.high, whole.low > 0 ? part.high / whole.low : kInfinity};
}

/// The growth of one year, of a ratio over so many.
double yearly(double ratio, int years) { return (years <= 1 || std::isinf(ratio) ? ratio : math::pow(ratio, 1.0 / years)) - 1; }

Expected scaled(const Expected& numbers, double by) { return {numbers.value * by, numbers.low * by, numbers.high * by}; }

}  // namespace

Expected expected(const std::vector<config::Claim>& claims, const config::Claim& claim, const config::Identity& identity) {
  const Expected terms = sum(claims, identity.terms);
  if (identity.kind == config::IdentityKind::sum) return terms;
  Expected out = ratio(terms, sum(claims, identity.base));
  if (identity.kind == config::IdentityKind::growth)
    out = {yearly(out.value, identity.years), yearly(out.low, identity.years), yearly(out.high, identity.years)};
  return scaled(out, config::is_percentage(claim) ? 100 : 1);
}

std::optional<Gap> gap(double value, double tolerance, const Expected& expected) {
  constexpr double kRounding = 1e-9;  // decimal fractions are not what they are written as
  const double slack = kRounding * std::max(std::abs(value), std::abs(expected.value));
  Gap out;
  out.difference = value - expected.value;
  if (std::abs(out.difference) <= tolerance + slack) return std::nullopt;
  out.explained = tolerance + (out.difference > 0 ? expected.high - expected.value : expected.value - expected.low);
  out.is_explained = std::abs(out.difference) <= out.explained + slack;
  return out;
}

}  // namespace cellcast::sim
