#pragma once

#include <string>
#include <vector>

#include "config/scenario/claims.hpp"

namespace cellcast::config {

/// The lines of a claim in `check --resolved`, every default filled in, without its header.
std::string resolved_claim(const std::vector<Claim>& claims, const Claim& claim);

}  // namespace cellcast::config
