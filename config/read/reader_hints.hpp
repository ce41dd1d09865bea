#pragma once

#include <string>
#include <string_view>

#include "config/scenario/distribution.hpp"
#include "config/schema/keys.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// `allowed: [0, 1] 1/year`; empty where a key's range is.
std::string allowed(const Key& key);
/// `[0, 1)`
std::string support_text(const Interval& interval);

// What to write instead, or empty.

/// For a value of the wrong kind; `expected` is what the message calls the right one: `a number`, `an integer`, `true or false`, `a text`,
/// `a date`, `a list`.
std::string type_hint(const Node& node, std::string_view expected);
/// For a number out of range: people write 20 for 20 %.
std::string percent_hint(double value, const Key& key);
/// For a distribution whose support is not within the range: percent as fractions, or bounds where most of it is within.
std::string bound_hint(const Distribution& distribution, const Key& key);

}  // namespace cellcast::config
