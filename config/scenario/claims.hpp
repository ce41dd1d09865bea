#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"

namespace cellcast::config {

enum class IdentityKind { sum, growth, share };

/// What a claim must follow from other claims: the sum of terms, the growth from the base to the terms, the terms' share of the base.
/// Several figures on one side are added up.
struct Identity {
  IdentityKind kind = IdentityKind::sum;
  std::vector<std::size_t> terms;  ///< indices into Scenario::claims; at least one
  std::vector<std::size_t> base;   ///< the same; empty for a sum
  int years = 0;                   ///< growth: so many years at the yearly rate; 0: from the base to the terms as a whole
};

/// A published figure.
struct Claim {
  std::string name;  ///< what identities refer to it by; empty where it has none
  std::string what, scope, unit, source;
  std::optional<int> year;
  double value = 0;
  double tolerance = 0;               ///< how far the value may be from what was meant; >= 0, in its unit
  std::vector<Identity> identities;   ///< at most one of each kind
  std::string variable, index;        ///< the output variable that it is a figure of, in its year; empty: of none
  Place place;                        ///< of the claim, as are those below where the file has no such key
  Place variable_place, index_place;  ///< of these keys
  Place unit_place, year_place;
};

/// Whether a figure is in per cent, of which 100 are 1: `%`, `%/year`.
bool is_percentage(const Claim& claim);

/// What the messages and tables call a claim: its name, or its place among the claims, counted from 1.
std::string label(const std::vector<Claim>& claims, std::size_t claim);

}  // namespace cellcast::config
