#include "cli/parse/slip.hpp"

#include <algorithm>

#include "base/suggest.hpp"

namespace cellcast::cli {
namespace {

std::string suggestion(const std::string& word, const Words& known, const std::string& help) {
  const std::string nearest = base::nearest(word, known);
  return "; " + (nearest.empty() ? "see '" + help + "'" : "did you mean '" + nearest + "'?");
}

/// An option may come with its value: `--trails=5`.
std::string name_of(const std::string& word) { return word.substr(0, word.find('=')); }

std::string unknown_option(const std::string& name, const Words& options, const std::string& help) {
  return "there is no option '" + name + "'" + suggestion(name, options, help);
}

/// Has what no option has: an expression that begins with a sign.
bool is_expression(const std::string& word) { return word.find_first_of(" ()[]<>*/+^") != std::string::npos; }

/// An option of a command, or what comes near to one, that stands before it; empty where it is none.
std::string too_early(const std::string& name, const std::string& command, const Words& options) {
  const std::string nearest = std::ranges::find(options, name) != options.end() ? name : base::nearest(name, options);
  if (nearest.empty()) return "";
  return (nearest == name ? "the option '" + name + "'" : "there is no option '" + name + "'; '" + nearest + "'") +
         " belongs after the command: cellcast " + command + " " + nearest + " ...";
}

}  // namespace

std::string no_command(const std::string& word, const Words& commands, const Words& options, const Words& of_commands) {
  const std::string help = "cellcast --help";
  if (word.empty()) return "a command is missing; see '" + help + "'";
  if (word.starts_with('-')) {
    const std::string name = name_of(word);
    const std::string early = base::nearest(name, options).empty() ? too_early(name, "COMMAND", of_commands) : "";
    return early.empty() ? unknown_option(name, options, help) : early;
  }
  return "there is no command '" + word + "'" + suggestion(word, commands, help);
}

std::string in_words(const Slip& slip) {
  switch (slip.kind) {
    case Slip::Kind::missing:
      return slip.name + " is missing";
    case Slip::Kind::no_value:
      return slip.name + " takes a value, " + slip.other;
    case Slip::Kind::repeated:
      return slip.name + " is given more than once";
    case Slip::Kind::takes_none:
      return slip.name + " takes no value";
    case Slip::Kind::apart:
      return slip.name + " and " + slip.other + " do not go together";
    case Slip::Kind::needs:
      return slip.name + " goes only with " + slip.other;
    case Slip::Kind::unreadable:
      break;
  }
  return slip.name + ": the number is too large";
}

std::string misuse(const std::string& command, const std::string& word, Place place, const Words& options, const std::string& parser) {
  const std::string help = "cellcast " + command + " --help";
  if (word.empty()) return command + ": " + parser + "; see '" + help + "'";
  if (word.starts_with('-') && place == Place::after_command && is_expression(word))
    return command + ": there is no option '" + word + "'; write -- before a word that begins with a minus";
  if (word.starts_with('-')) {
    const std::string early = place == Place::before_command ? too_early(name_of(word), command, options) : "";
    return command + ": " + (early.empty() ? unknown_option(name_of(word), options, help) : early);
  }
  return command + ": one word too many, '" + word + "'; see '" + help + "'";
}

}  // namespace cellcast::cli
