#include "cli/slip.hpp"

#include "config/suggest.hpp"

namespace cellcast::cli {
namespace {

std::string suggestion(const std::string& word, const std::vector<std::string>& known, const std::string& help) {
  const std::string nearest = config::nearest(word, known);
  return "; " + (nearest.empty() ? "see '" + help + "'" : "did you mean '" + nearest + "'?");
}

/// An option may come with its value: `--trails=5`.
std::string unknown_option(const std::string& word, const std::vector<std::string>& options, const std::string& help) {
  const std::string name = word.substr(0, word.find('='));
  return "there is no option '" + name + "'" + suggestion(name, options, help);
}

}  // namespace

std::string no_command(const std::string& word, const std::vector<std::string>& commands, const std::vector<std::string>& options) {
  const std::string help = "cellcast --help";
  if (word.empty()) return "a command is missing; see '" + help + "'";
  if (word.starts_with('-')) return unknown_option(word, options, help);
  return "there is no command '" + word + "'" + suggestion(word, commands, help);
}

std::string misuse(const std::string& command, const std::string& word, const std::vector<std::string>& options,
                   const std::string& parser) {
  const std::string help = "cellcast " + command + " --help";
  if (word.empty()) return command + ": " + parser + "; see '" + help + "'";
  if (word.starts_with('-')) return command + ": " + unknown_option(word, options, help);
  return command + ": one word too many, '" + word + "'; see '" + help + "'";
}

}  // namespace cellcast::cli
