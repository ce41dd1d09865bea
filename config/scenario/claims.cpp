#include "config/scenario/claims.hpp"

namespace cellcast::config {

bool is_percentage(const Claim& claim) { return claim.unit.starts_with('%'); }

std::string label(const std::vector<Claim>& claims, std::size_t claim) {
  return claims[claim].name.empty() ? std::to_string(claim + 1) : claims[claim].name;
}

}  // namespace cellcast::config
