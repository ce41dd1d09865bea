#pragma once

#include <string>
#include <vector>

namespace cellcast::cli {

// What to say of a command line that cannot be understood. `word` is the first that was not, or empty.

/// What may stand on a command line: names of commands, or options with their dashes.
using Words = std::vector<std::string>;

/// No known command was given. `of_commands` are the options that only commands have.
std::string no_command(const std::string& word, const Words& commands, const Words& options, const Words& of_commands);

enum class Place { before_command, after_command };

/// A command was given, and something else is wrong: the word, or, if there is none, what the parser says. `options` are the command's.
std::string misuse(const std::string& command, const std::string& word, Place place, const Words& options, const std::string& parser);

/// What is wrong with an option, or with a word that a command takes: `name` is what the command line calls it, `--trials` or SCENARIO.
struct Slip {
  enum class Kind {
    missing,     ///< must be given
    no_value,    ///< stands without the value that it takes, `other`
    repeated,    ///< is given more than once
    takes_none,  ///< has a value and takes none
    apart,       ///< does not go together with `other`
    needs,       ///< is of no use without `other`
    unreadable,  ///< has a value that is too large for its number
  };
  Kind kind;
  std::string name, other;
};
std::string in_words(const Slip& slip);

}  // namespace cellcast::cli
