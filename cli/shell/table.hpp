#pragma once

#include <string>
#include <vector>

#include "cli/parse/command.hpp"

namespace cellcast::cli {

/// All commands, made anew: for what tells of them.
std::vector<Command> all_commands();
/// One of them. Throws UsageError, with the nearest name.
const Command& command_named(const std::vector<Command>& commands, const std::string& name);

}  // namespace cellcast::cli
