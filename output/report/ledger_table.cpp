#include "output/report/ledger_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {

namespace {

using sim::ClaimConflict;
using sim::ClaimSummary;
using Rows = std::vector<std::vector<std::string>>;

std::string year_text(const ClaimSummary& claim) { return claim.year == 0 ? "" : std::to_string(claim.year); }

/// `P41.2`; empty where there is none.
std::string percentile_text(double probability) {
  if (std::isnan(probability)) return "";
  char text[32];
  std::snprintf(text, sizeof text, "P%.1f", 100 * probability);
  return text;
}

/// A difference with its sign.
std::string signed_text(double difference) { return (difference > 0 ? "+" : "") + base::readable(difference, difference); }

std::string percent_text(double relative) {
  if (!std::isfinite(relative)) return "";
  char text[32];
  std::snprintf(text, sizeof text,
                std::abs(relative) < 0.0995 ? "%+.2f %%"
                : std::abs(relative) < 1e6  ? "%+.1f %%"
                                            : "%+.2e %%",
                100 * relative);
  return text;
}

std::string count_text(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string ledger_heading(const NamedLedger& named) {
  std::string text = base::printable(named.name);
  if (!named.title.empty()) text += (text.empty() ? "" : ": ") + base::printable(named.title);
  if (!text.empty()) text += '\n';
  if (named.ledger.claims.empty()) return text + "no claims\n";
  const auto& claims = named.ledger.claims;
  const auto& conflicts = named.ledger.conflicts;
  const auto linked = std::ranges::count_if(claims, [](const ClaimSummary& claim) { return !claim.variable.empty(); });
  const auto placed = std::ranges::count_if(claims, [](const ClaimSummary& claim) { return !std::isnan(claim.percentile); });
  const auto rounding = std::ranges::count(conflicts, sim::ClaimVerdict::rounding, &ClaimConflict::verdict);
  text += count_text(claims.size(), "claim", "claims") + ", " + std::to_string(linked) + " of model variables; " +
          count_text(conflicts.size() - static_cast<std::size_t>(rounding), "conflict", "conflicts") + ", " + std::to_string(rounding) +
          " more that rounding may explain\n";
  if (placed > 0) text += "percentiles of " + count_text(named.trials, "trial", "trials") + "\n";
  return text;
}

Rows claim_rows(const std::vector<ClaimSummary>& claims) {
  Rows rows{{"claim", "year", "value", "unit", "central", "percentile", "what", "scope", "source"}};
  for (const ClaimSummary& claim : claims)
    rows.push_back({base::printable(claim.name), year_text(claim), base::shortest(claim.value), base::printable(claim.unit),
                    std::isnan(claim.central) ? "" : base::readable(claim.central, claim.central), percentile_text(claim.percentile),
                    base::printable(claim.what), base::printable(claim.scope), base::printable(claim.source)});
  return rows;
}

Rows conflict_rows(const sim::Ledger& ledger) {
  Rows rows{{"claim", "year", "published", "unit", "expected", "difference", "relative", "explained", "verdict", "test", "expected from"}};
  for (const ClaimConflict& conflict : ledger.conflicts) {
    const ClaimSummary& claim = ledger.claims[conflict.claim];
    rows.push_back({base::printable(claim.name), year_text(claim), base::shortest(claim.value), base::printable(claim.unit),
                    base::readable(conflict.expected, conflict.expected, conflict.difference), signed_text(conflict.difference),
                    percent_text(conflict.relative), base::readable(conflict.explained, conflict.explained), sim::name(conflict.verdict),
                    sim::name(conflict.test), base::printable(conflict.derivation)});
  }
  return rows;
}

std::string json_claim(const ClaimSummary& claim) {
  std::string text = "{\"name\": " + base::json_text(claim.name);
  const auto add = [&](const char* name, const std::string& value) { text += ", \"" + std::string(name) + "\": " + value; };
  add("what", base::json_text(claim.what));
  add("scope", base::json_text(claim.scope));
  add("year", claim.year == 0 ? "null" : std::to_string(claim.year));
  add("value", base::json_number(claim.value));
  add("unit", base::json_text(claim.unit));
  add("tolerance", base::json_number(claim.tolerance));
  add("source", base::json_text(claim.source));
  add("variable", base::json_text(claim.variable));
  add("index", base::json_text(claim.index));
  add("central", base::json_number(claim.central));
  add("percentile", base::json_number(claim.percentile));
  return text + "}";
}

std::string json_conflict(const ClaimConflict& conflict, const ClaimSummary& claim) {
  std::string text = "{\"claim\": " + base::json_text(claim.name);
  const auto add = [&](const char* name, const std::string& value) { text += ", \"" + std::string(name) + "\": " + value; };
  add("test", base::json_text(sim::name(conflict.test)));
  add("verdict", base::json_text(sim::name(conflict.verdict)));
  add("value", base::json_number(claim.value));
  add("expected", base::json_number(conflict.expected));
  add("difference", base::json_number(conflict.difference));
  add("relative", base::json_number(conflict.relative));
  add("explained", base::json_number(conflict.explained));
  add("unit", base::json_text(claim.unit));
  add("derivation", base::json_text(conflict.derivation));
  return text + "}";
}

std::string json_ledger(const NamedLedger& named) {
  std::string claims, conflicts;
  for (const ClaimSummary& claim : named.ledger.claims) claims += (claims.empty() ? "\n   " : ",\n   ") + json_claim(claim);
  for (const ClaimConflict& conflict : named.ledger.conflicts)
    conflicts += (conflicts.empty() ? "\n   " : ",\n   ") + json_conflict(conflict, named.ledger.claims[conflict.claim]);
  return "{\"name\": " + base::json_text(named.name) + ", \"title\": " + base::json_text(named.title) +
         ", \"trials\": " + std::to_string(named.trials) + ",\n  \"claims\": [" + claims + "],\n  \"conflicts\": [" + conflicts + "]}";
}

}  // namespace

std::string ledger_table(const NamedLedger& named) {
  using enum base::Align;
  std::string text = ledger_heading(named);
  if (named.ledger.claims.empty()) return text;
  text += "\n" + base::aligned(claim_rows(named.ledger.claims), {left, right, right, left, right, right, left, left, left});
  if (named.ledger.conflicts.empty()) return text;
  return text + "\n" + base::aligned(conflict_rows(named.ledger), {left, right, right, left, right, right, right, right, left, left, left});
}

std::string ledger_json(const std::vector<NamedLedger>& ledgers) {
  std::string text;
  for (const NamedLedger& named : ledgers) text += (text.empty() ? "\n " : ",\n ") + json_ledger(named);
  return R"({"schema": "cellcast-claims-1", "ledgers": [)" + text + "]}\n";
}

}  // namespace cellcast::output
