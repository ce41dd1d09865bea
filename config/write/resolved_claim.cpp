#include "config/write/resolved_claim.hpp"

#include "config/scenario/distribution.hpp"
#include "config/toml/toml_text.hpp"

namespace cellcast::config {

namespace {

std::string names(const std::vector<Claim>& claims, const std::vector<std::size_t>& figures) {
  std::string out;
  for (const std::size_t figure : figures) out += (out.empty() ? "" : ", ") + quoted_text(claims[figure].name);
  return "[" + out + "]";
}

std::string identity_line(const std::vector<Claim>& claims, const Identity& identity) {
  const std::string terms = names(claims, identity.terms), base = names(claims, identity.base);
  switch (identity.kind) {
    case IdentityKind::sum:
      return "sum = " + terms + "\n";
    case IdentityKind::growth:
      return "growth = { from = " + base + ", to = " + terms + " }\n";
    case IdentityKind::share:
      return "share = { part = " + terms + ", whole = " + base + " }\n";
  }
  return "";
}

}  // namespace

std::string resolved_claim(const std::vector<Claim>& claims, const Claim& claim) {
  std::string out;
  const auto words = [&](const char* key, const std::string& value) { out += std::string(key) + " = " + quoted_text(value) + "\n"; };
  if (!claim.name.empty()) words("name", claim.name);
  words("what", claim.what);
  words("scope", claim.scope);
  if (claim.year) out += "year = " + std::to_string(*claim.year) + "\n";
  out += "value = " + text(claim.value) + "\n";
  words("unit", claim.unit);
  out += "tolerance = " + text(claim.tolerance) + "\n";
  words("source", claim.source);
  if (!claim.variable.empty()) {
    words("variable", claim.variable);
    words("index", claim.index);
  }
  for (const Identity& identity : claim.identities) out += identity_line(claims, identity);
  return out;
}

}  // namespace cellcast::config
