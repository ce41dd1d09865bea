#pragma once

#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Moves the claims of one file into those of the scenario that it extends: a claim is laid upon the one of its name, others follow.
/// Where either has no list of claims, nothing happens.
void merge_claims(Node& base, Node& over);

}  // namespace cellcast::config
