#include "sim/claims/claims.hpp"

#include <cmath>
#include <map>
#include <tuple>

#include "sim/claims/expected.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {
namespace {

using config::Claim;
using config::Identity;
using config::IdentityKind;

/// `910`, `664.3`: as people write it.
std::string written(double value) {
  const std::string out = config::text(value);
  return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

/// `823 + 254 + 94`, of many the first.
std::string sum_in_words(const std::vector<Claim>& claims, const std::vector<std::size_t>& figures, bool in_brackets) {
  constexpr std::size_t kMost = 8;
  std::string out;
  for (std::size_t i = 0; i < figures.size() && i < kMost; ++i) out += (i > 0 ? " + " : "") + written(claims[figures[i]].value);
  if (figures.size() > kMost) out += " + ...";
  return in_brackets && figures.size() > 1 ? "(" + out + ")" : out;
}

/// How a figure was computed from others.
std::string derivation(const std::vector<Claim>& claims, const Identity& identity) {
  if (identity.kind == IdentityKind::sum) return sum_in_words(claims, identity.terms, false);
  std::string ratio = sum_in_words(claims, identity.terms, true) + " / " + sum_in_words(claims, identity.base, true);
  if (identity.kind == IdentityKind::share) return ratio;
  return identity.years > 1 ? "(" + ratio + ")^(1/" + std::to_string(identity.years) + ") - 1" : ratio + " - 1";
}

ClaimTest test_of(IdentityKind kind) {
  return kind == IdentityKind::sum ? ClaimTest::sum : kind == IdentityKind::growth ? ClaimTest::growth : ClaimTest::share;
}

ClaimSummary summary(const std::vector<Claim>& claims, std::size_t index) {
  const Claim& claim = claims[index];
  ClaimSummary out;
  out.name = config::label(claims, index);
  out.what = claim.what;
  out.scope = claim.scope;
  out.unit = claim.unit;
  out.source = claim.source;
  out.year = claim.year.value_or(0);
  out.value = claim.value;
  out.tolerance = claim.tolerance;
  out.variable = claim.variable;
  out.index = claim.index;
  return out;
}

/// Figures that should be one and the same.
class SameFigures {
 public:
  /// The first one of its kind, which may be itself.
  std::size_t first(const Claim& claim, std::size_t index) {
    return first_.try_emplace({claim.what, claim.scope, claim.unit, claim.year.value_or(0)}, index).first->second;
  }

 private:
  std::map<std::tuple<std::string_view, std::string_view, std::string_view, int>, std::size_t> first_;
};

Expected as_published(const Claim& claim) { return {claim.value, claim.value - claim.tolerance, claim.value + claim.tolerance}; }

void test(const std::vector<Claim>& claims, std::size_t index, ClaimTest kind, const Expected& expected, std::string derivation,
          std::vector<ClaimConflict>& out) {
  const auto found = gap(claims[index].value, claims[index].tolerance, expected);
  if (!found) return;
  const ClaimVerdict verdict = found->is_explained ? ClaimVerdict::rounding : ClaimVerdict::conflict;
  out.push_back(conflict(index, kind, expected.value, found->difference, found->explained, verdict, std::move(derivation)));
}

}  // namespace

ClaimConflict conflict(std::size_t claim, ClaimTest test, double expected, double difference, double explained, ClaimVerdict verdict,
                       std::string derivation) {
  return {claim, test, verdict, expected, difference, difference / std::abs(expected), explained, std::move(derivation)};
}

Ledger ledger(const std::vector<Claim>& claims) {
  Ledger out;
  SameFigures same;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    out.claims.push_back(summary(claims, i));
    const std::size_t first = same.first(claim, i);
    const Claim& other = claims[first];
    if (gap(other.value, other.tolerance, as_published(claim)))  // else the coarser of the two is the finer one, rounded
      test(claims, i, ClaimTest::figure, as_published(other), config::label(claims, first), out.conflicts);
    for (const Identity& identity : claim.identities)
      test(claims, i, test_of(identity.kind), expected(claims, claim, identity), derivation(claims, identity), out.conflicts);
  }
  return out;
}

std::vector<ClaimLink> claim_links(const config::Scenario& scenario, const Labels& labels) {
  std::vector<ClaimLink> out;
  for (std::size_t i = 0; i < scenario.claims.size(); ++i) {
    const Claim& claim = scenario.claims[i];
    if (claim.variable.empty()) continue;
    const VariableId id = *labels.find_variable(claim.variable);
    out.push_back({i, id, *find_cell(labels, labels.variable(id), claim.index, claim.year.value_or(0)), config::is_percentage(claim) ? 100.0 : 1.0});
  }
  return out;
}

}  // namespace cellcast::sim
