#pragma once

#include <vector>

#include "cli/parse/arguments.hpp"

namespace cellcast::cli {

/// `check --claims`: runs each scenario as far as its claims need it, and prints its ledger.
void print_claims(const std::vector<config::Scenario>& scenarios, const CheckArguments& arguments);

}  // namespace cellcast::cli
