#pragma once

#include <string>
#include <vector>

namespace cellcast::cli {

// What to say of a command line that cannot be understood. `word` is the first that was not, or empty.

/// No known command was given.
std::string no_command(const std::string& word, const std::vector<std::string>& commands, const std::vector<std::string>& options);

/// A command was given, and something else is wrong: the word, or, if there is none, what the parser says.
std::string misuse(const std::string& command, const std::string& word, const std::vector<std::string>& options, const std::string& parser);

}  // namespace cellcast::cli
