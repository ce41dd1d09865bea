#include "output/result/ledger_group.hpp"

#include <array>

#include "output/hdf5/group_reader.hpp"
#include "output/hdf5/group_writer.hpp"

namespace cellcast::output {

namespace {

using sim::ClaimConflict;
using sim::ClaimSummary;
using sim::ClaimTest;
using sim::ClaimVerdict;

constexpr std::array<TextColumn<ClaimSummary>, 6> kClaimTexts{{
    {"what", "1", "quantity that was published", &ClaimSummary::what},
    {"scope", "1", "what the figure covers", &ClaimSummary::scope},
    {"unit", "1", "unit of the figure", &ClaimSummary::unit},
    {"source", "1", "who published it", &ClaimSummary::source},
    {"variable", "1", "output variable that it is a figure of, empty where none", &ClaimSummary::variable},
    {"index", "1", "labels of the variable but the year", &ClaimSummary::index},
}};

constexpr std::array<NumberColumn<ClaimSummary>, 4> kClaimNumbers{{
    {"value", "unit", "published figure", &ClaimSummary::value},
    {"tolerance", "unit", "how far the figure may be from what was meant", &ClaimSummary::tolerance},
    {"central", "unit", "the variable in the deterministic run", &ClaimSummary::central},
    {"percentile", "1", "probability that the variable is at most the figure", &ClaimSummary::percentile},
}};

constexpr std::array<NumberColumn<ClaimConflict>, 4> kConflictNumbers{{
    {"conflict_expected", "unit", "what the figure should be", &ClaimConflict::expected},
    {"conflict_difference", "unit", "the figure less what it should be", &ClaimConflict::difference},
    {"conflict_relative", "1", "difference over what it should be", &ClaimConflict::relative},
    {"conflict_explained", "unit", "how much of the difference rounding may explain", &ClaimConflict::explained},
}};

void write_conflicts(GroupWriter& group, const std::vector<ClaimConflict>& conflicts) {
  if (conflicts.empty()) return;
  const std::vector<std::string> axes{"conflict"};
  std::vector<std::int32_t> claims;
  std::vector<std::string> tests, verdicts;
  for (const ClaimConflict& conflict : conflicts) {
    claims.push_back(static_cast<std::int32_t>(conflict.claim));
    tests.push_back(sim::name(conflict.test));
    verdicts.push_back(sim::name(conflict.verdict));
  }
  group.coordinate({"conflict", "1", "index of the conflict"}, counting(conflicts.size()));
  group.variable({"conflict_claim", "1", "index of the claim that it is about"}, axes, claims);
  group.variable({"conflict_test", "1", "what the claim was held against: figure, sum, growth, share or scenario"}, axes, tests);
  group.variable({"conflict_verdict", "1", "conflict, or rounding where that may explain it"}, axes, verdicts);
  write_columns(group, "conflict", conflicts, conflict_numbers());
  group.variable({"conflict_derivation", "1", "where the expected figure comes from"}, axes, column(conflicts, &ClaimConflict::derivation));
}

/// The value of that name; throws where there is none.
template <class Enum>
Enum named(const std::string& text, std::initializer_list<Enum> values) {
  for (const Enum value : values)
    if (sim::name(value) == text) return value;
  throw h5::Error("unknown word in claims: " + text);
}

std::vector<ClaimConflict> read_conflicts(const GroupReader& group, std::size_t claims) {
  std::vector<ClaimConflict> conflicts;
  if (!group.has("conflict")) return conflicts;
  const std::size_t count = group.length("conflict");
  const std::vector<std::int64_t> about = group.integers("conflict_claim", {count});
  const std::vector<std::string> tests = group.texts("conflict_test", {count}), verdicts = group.texts("conflict_verdict", {count}),
                                 derivations = group.texts("conflict_derivation", {count});
  conflicts.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (about[i] < 0 || static_cast<std::size_t>(about[i]) >= claims) throw h5::Error("a conflict of no claim");
    conflicts[i].claim = static_cast<std::size_t>(about[i]);
    conflicts[i].test = named(tests[i], {ClaimTest::figure, ClaimTest::sum, ClaimTest::growth, ClaimTest::share, ClaimTest::scenario});
    conflicts[i].verdict = named(verdicts[i], {ClaimVerdict::rounding, ClaimVerdict::conflict});
    conflicts[i].derivation = derivations[i];
  }
  read_columns(group, conflicts, conflict_numbers());
  return conflicts;
}

}  // namespace

std::span<const NumberColumn<ClaimSummary>> claim_numbers() { return kClaimNumbers; }

std::span<const NumberColumn<ClaimConflict>> conflict_numbers() { return kConflictNumbers; }

void write_ledger(hid_t root, const sim::Ledger& ledger) {
  if (ledger.claims.empty()) return;
  GroupWriter group(root, "claims", "published figures, tested against each other and against the scenario");
  group.coordinate({"claim", "1", "name of the claim, or its place in the scenario"}, column(ledger.claims, &ClaimSummary::name));
  write_columns(group, "claim", ledger.claims, std::span<const TextColumn<ClaimSummary>>(kClaimTexts));
  group.variable({"year", "year", "calendar year, 0 where the figure has none"}, {"claim"}, column(ledger.claims, &ClaimSummary::year));
  write_columns(group, "claim", ledger.claims, claim_numbers());
  write_conflicts(group, ledger.conflicts);
  group.close();
}

sim::Ledger read_ledger(hid_t root) {
  sim::Ledger ledger;
  if (!GroupReader::exists(root, "claims")) return ledger;
  const GroupReader group(root, "claims");
  const std::size_t count = group.length("claim");
  const std::vector<std::string> names = group.texts("claim", {count});
  const std::vector<std::int64_t> years = group.integers("year", {count});
  ledger.claims.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    ledger.claims[i].name = names[i];
    ledger.claims[i].year = static_cast<std::int32_t>(years[i]);
  }
  read_columns(group, ledger.claims, std::span<const TextColumn<ClaimSummary>>(kClaimTexts));
  read_columns(group, ledger.claims, claim_numbers());
  ledger.conflicts = read_conflicts(group, count);
  return ledger;
}

}  // namespace cellcast::output
