#include "config/read/identities.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"

namespace cellcast::config {

namespace {

bool is_yearly(const Claim& claim) { return claim.unit == "%/year" || claim.unit == "1/year"; }
bool is_fraction(const Claim& claim) { return claim.unit == "%" || claim.unit == "1"; }

}  // namespace

IdentityReader::IdentityReader(Reader& reader, std::vector<Claim>& claims, const ClaimNames& names)
    : reader_(reader), claims_(claims), names_(names) {
  for (const Claim& claim : claims)
    if (!claim.name.empty()) known_.push_back(claim.name);
}

void IdentityReader::read(const Section& section, std::size_t claim) {
  if (section.find("sum") != nullptr) sum(section, claims_[claim], claim);
  if (const Section table = reader_.section(section, "growth"); table.node != nullptr) growth(table, claims_[claim], claim);
  if (const Section table = reader_.section(section, "share"); table.node != nullptr) share(table, claims_[claim], claim);
}

void IdentityReader::sum(const Section& section, Claim& claim, std::size_t self) {
  Identity identity{IdentityKind::sum, side(section, "sum", self), {}};
  if (!identity.terms.empty() && has_unit(identity.terms, claim.unit, section.place_of("sum"))) claim.identities.push_back(identity);
}

void IdentityReader::growth(const Section& section, Claim& claim, std::size_t self) {
  Identity identity{IdentityKind::growth, side(section, "to", self), side(section, "from", self)};
  if (!is_ratio(identity, section, claim, "from")) return;
  if (!is_fraction(claim) && !is_yearly(claim))
    return reader_.report().error(claim.unit_place, "a growth in `" + claim.unit + "`",
                                  "over all years it is in `%` or `1`, of each year in `%/year` or `1/year`");
  if (is_yearly(claim)) {
    const auto first = year_of(identity.base, section.place_of("from")), last = year_of(identity.terms, section.place_of("to"));
    if (!first || !last) return;
    identity.years = *last - *first;
    if (identity.years <= 0)
      return reader_.report().error(section.place_of("to"), "a growth from " + std::to_string(*first) + " to " + std::to_string(*last),
                                    "the years must increase", "swap `from` and `to`");
  }
  claim.identities.push_back(std::move(identity));
}

void IdentityReader::share(const Section& section, Claim& claim, std::size_t self) {
  Identity identity{IdentityKind::share, side(section, "part", self), side(section, "whole", self)};
  if (!is_ratio(identity, section, claim, "whole")) return;
  if (!is_fraction(claim)) return reader_.report().error(claim.unit_place, "a share in `" + claim.unit + "`", "a share is in `%` or `1`");
  claim.identities.push_back(std::move(identity));
}

/// The figures that a key names; empty after a complaint.
std::vector<std::size_t> IdentityReader::side(const Section& section, std::string_view key, std::size_t self) {
  Report& report = reader_.report();
  const std::size_t before = report.count();
  std::vector<std::size_t> out;
  for (const Word& word : reader_.words(section, key)) {
    const auto found = names_.find(word.text);
    if (found != names_.end() && found->second != self)
      out.push_back(found->second);
    else if (found != names_.end())
      report.error(word.place, "the claim `" + word.text + "` refers to itself", "", "name other claims");
    else if (!report.may_have("claims.name"))
      report.error(word.place, "unknown claim `" + word.text + "`", known_.empty() ? "no claim has a name" : "",
                   report.is_full() ? "" : base::did_you_mean(word.text, known_));
    else
      return {};
  }
  const Node* node = section.find(key);
  if (report.count() != before) return {};
  if (out.empty() && node != nullptr) report.error(node->place, "`" + section.path + "." + std::string(key) + "` is empty");
  return out;
}

/// Whether both sides have figures, of one unit and positive.
bool IdentityReader::is_ratio(const Identity& identity, const Section& section, const Claim& claim, std::string_view base) {
  if (identity.terms.empty() || identity.base.empty() || std::isnan(claim.value)) return false;
  const std::string& unit = claims_[identity.base.front()].unit;
  const std::string_view other = base == "from" ? "to" : "part";
  if (!has_unit(identity.base, unit, section.place_of(base)) || !has_unit(identity.terms, unit, section.place_of(other))) return false;
  for (const auto& [figures, key] : {std::pair(&identity.base, base), std::pair(&identity.terms, other)}) {
    double sum = 0;
    for (const std::size_t figure : *figures) sum += claims_[figure].value;
    if (std::isnan(sum)) return false;
    const bool is_allowed = sum > 0 || (sum == 0 && key == "part");
    if (is_allowed) continue;
    reader_.report().error(section.place_of(key), "`" + section.path + "." + std::string(key) + "` is " + text(sum),
                           "a " + section.name() + " is of positive figures");
    return false;
  }
  return true;
}

bool IdentityReader::has_unit(const std::vector<std::size_t>& figures, const std::string& unit, const Place& place) {
  const auto other = std::ranges::find_if(figures, [&](std::size_t figure) { return claims_[figure].unit != unit; });
  if (other == figures.end()) return true;
  reader_.report().error(place, "figures of different units",
                         "`" + label(claims_, *other) + "` is in " + claims_[*other].unit + ", not in " + unit, "name figures of one unit");
  return false;
}

std::optional<int> IdentityReader::year_of(const std::vector<std::size_t>& figures, const Place& place) {
  const std::optional<int> year = claims_[figures.front()].year;
  for (const std::size_t figure : figures) {
    if (claims_[figure].year && claims_[figure].year == year) continue;
    reader_.report().error(place, "a yearly growth needs figures of a year",
                           claims_[figure].year ? "`" + label(claims_, figure) + "` is of " + std::to_string(*claims_[figure].year) +
                                                      ", not of " + std::to_string(*year)
                                                : "`" + label(claims_, figure) + "` has none");
    return std::nullopt;
  }
  return year;
}

}  // namespace cellcast::config
