#pragma once

#include "output/result/shape_words.hpp"
#include "sim/claims/ledger.hpp"

namespace cellcast::output {

template <class Visitor, class Conflicts>
void visit_conflicts(Visitor& visit, Conflicts& conflicts) {
  using sim::ClaimConflict;
  if (!visit.has("conflict", !conflicts.empty())) return;
  const auto column = [&](const char* name, const char* units, const char* long_name, auto member) {
    visit.column({name, units, long_name}, "conflict", conflicts, member);
  };
  visit.rows({"conflict", "1", "index of the conflict"}, conflicts);
  column("conflict_claim", "1", "index of the claim that it is about", &ClaimConflict::claim);
  column("conflict_test", "1", "what the claim was held against: figure, sum, growth, share or scenario", &ClaimConflict::test);
  column("conflict_verdict", "1", "conflict, or rounding where that may explain it", &ClaimConflict::verdict);
  column("conflict_expected", "unit", "what the figure should be", &ClaimConflict::expected);
  column("conflict_difference", "unit", "the figure less what it should be", &ClaimConflict::difference);
  column("conflict_relative", "1", "difference over what it should be", &ClaimConflict::relative);
  column("conflict_explained", "unit", "how much of the difference rounding may explain", &ClaimConflict::explained);
  column("conflict_derivation", "1", "where the expected figure comes from", &ClaimConflict::derivation);
}

/// The group `claims`; none where there are no claims.
template <class Visitor, class Ledger>
void visit_claims(Visitor& visit, Ledger& ledger) {
  using sim::ClaimSummary;
  if (!visit.has("claims", !ledger.claims.empty())) return;
  const auto column = [&](const char* name, const char* units, const char* long_name, auto member) {
    visit.column({name, units, long_name}, "claim", ledger.claims, member);
  };
  visit.group("claims", "published figures, tested against each other and against the scenario", [&] {
    visit.rows({"claim", "1", "name of the claim, or its place in the scenario"}, ledger.claims, &ClaimSummary::name);
    column("what", "1", "quantity that was published", &ClaimSummary::what);
    column("scope", "1", "what the figure covers", &ClaimSummary::scope);
    column("unit", "1", "unit of the figure", &ClaimSummary::unit);
    column("source", "1", "who published it", &ClaimSummary::source);
    column("variable", "1", "output variable that it is a figure of, empty where none", &ClaimSummary::variable);
    column("index", "1", "labels of the variable but the year", &ClaimSummary::index);
    column("year", "year", "calendar year, 0 where the figure has none", &ClaimSummary::year);
    column("value", "unit", "published figure", &ClaimSummary::value);
    column("tolerance", "unit", "how far the figure may be from what was meant", &ClaimSummary::tolerance);
    column("central", "unit", "the variable in the deterministic run", &ClaimSummary::central);
    column("percentile", "1", "probability that the variable is at most the figure", &ClaimSummary::percentile);
    visit_conflicts(visit, ledger.conflicts);
  });
}

}  // namespace cellcast::output
