#include "sim/engine/findings/claims.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/claims/expected.hpp"
#include "sim/engine/trials/central.hpp"
#include "sim/stats/accumulate/summary.hpp"

namespace cellcast::sim {
namespace {

/// How many values are at most x.
std::uint64_t count_at_most(const OrderStatistics& order, double x) {
  return order.count_below(std::nextafter(x, std::numeric_limits<double>::infinity()));
}

std::string where(const ClaimSummary& claim) { return cell_text(claim.variable, {claim.index, claim.year}); }

/// An output that is the same in all trials and not what the figure says.
void test_constant(const ClaimSummary& claim, std::size_t index, Ledger& out) {
  const auto found = gap(claim.value, claim.tolerance, {claim.central, claim.central, claim.central});
  if (found)
    out.conflicts.push_back(
        conflict(index, ClaimTest::scenario, claim.central, found->difference, found->explained, ClaimVerdict::conflict, where(claim)));
}

/// The base year is what the scenario starts from, not what it foretells: its value is held against the figure's tolerance. That it varies
/// a little, with what exporters bear of a duty, explains nothing but where data are uncertain and some trial is within the tolerance.
void test_base_year(const ClaimSummary& claim, std::size_t index, double scale, const Accumulator& values, Ledger& out) {
  const auto found = gap(claim.value, claim.tolerance, {claim.central, scale * values.min(), scale * values.max()});
  if (!found || found->is_explained) return;
  out.conflicts.push_back(
      conflict(index, ClaimTest::scenario, claim.central, found->difference, found->explained, ClaimVerdict::conflict, where(claim)));
}

/// Places a figure among the values of the trials.
void place(ClaimSummary& claim, std::size_t index, double scale, const Accumulator& values, Ledger& out) {
  const OrderStatistics order(values);
  claim.percentile = static_cast<double>(count_at_most(order, claim.value / scale)) / static_cast<double>(values.count());
  const double low = (claim.value - claim.tolerance) / scale, high = (claim.value + claim.tolerance) / scale;
  if (low <= values.max() && high >= values.min()) return;
  out.conflicts.push_back(conflict(index, ClaimTest::scenario, claim.central, claim.value - claim.central, claim.tolerance,
                                   ClaimVerdict::conflict, where(claim) + ", in no trial"));
}

void compare(const ClaimLink& link, const Plan& plan, const Counted& counted, const Tally& tally, double central, Ledger& out) {
  ClaimSummary& claim = out.claims[link.claim];
  claim.central = central * link.scale;
  if (std::ranges::find(plan.wanted, link.variable) == plan.wanted.end()) return;  // not kept: nothing is known of its trials
  const Accumulator& values = tally[counted.index(link.variable, link.cell)];
  if (claim.year == plan.labels.years.front())
    test_base_year(claim, link.claim, link.scale, values, out);
  else if (values.min() == values.max())
    test_constant(claim, link.claim, out);
  else
    place(claim, link.claim, link.scale, values, out);
}

}  // namespace

Ledger compare_claims(const Plan& plan, const Counted& counted, const Tally& tally, Isa isa) {
  Ledger out = plan.ledger;
  if (plan.claims.empty()) return out;
  const std::vector<double> values = central(plan, isa);
  for (const ClaimLink& link : plan.claims) compare(link, plan, counted, tally, values[plan.layout.offset(link.variable) + link.cell], out);
  std::ranges::stable_sort(out.conflicts, {}, &ClaimConflict::claim);
  return out;
}

}  // namespace cellcast::sim
