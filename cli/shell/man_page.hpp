#pragma once

#include <span>
#include <string>

#include "cli/parse/command.hpp"
#include "cli/parse/manual.hpp"

namespace cellcast::cli {

/// A page of section 1 in the macros of man(7): of the program, or of one command.
std::string man_page(std::span<const Command> commands, std::span<const ManualEntry> manual);
std::string man_page(const Command& command, std::span<const ManualEntry> manual);

}  // namespace cellcast::cli
