#pragma once

#include <span>
#include <string>

#include "cli/parse/command.hpp"

namespace cellcast::cli {

// Scripts that make a shell complete commands, options and the values that some may have; where a file goes, files.

std::string bash_completion(std::span<const Command> commands);
std::string zsh_completion(std::span<const Command> commands);
std::string fish_completion(std::span<const Command> commands);

}  // namespace cellcast::cli
