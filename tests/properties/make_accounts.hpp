#pragma once

#include <cstddef>
#include <string>

#include "tests/properties/choices.hpp"
#include "tests/properties/make_number.hpp"

namespace cellcast::tests {

/// What the accounts of a made scenario must know of it.
struct MadeSizes {
  std::size_t segments, markets, home;
  int years, base_year;
};

/// Quotas, submarkets of segments that have none of their own, splits, customs and producers, each there or not, as TOML.
std::string make_accounts(const MadeSizes& sizes, Choices& choices, NumberMaker& numbers);

/// Submarkets of a segment at a path.
std::string make_submarkets(const std::string& path, Choices& choices, NumberMaker& numbers);

}  // namespace cellcast::tests
