#include "cli/shell/completions.hpp"

#include <vector>

#include "base/text.hpp"
#include "cli/parse/help.hpp"

namespace cellcast::cli {
namespace {

/// `-o,--output` as its names.
std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  std::size_t at = 0;
  for (std::size_t comma = 0; (comma = option.names.find(',', at)) != std::string::npos; at = comma + 1)
    names.push_back(option.names.substr(at, comma - at));
  names.push_back(option.names.substr(at));
  return names;
}

bool is_named(const Option& option) { return option.kind != Option::Kind::word; }
bool takes_value(const Option& option) { return is_named(option) && option.kind != Option::Kind::flag; }

/// What may stand for a value: its choices; else files, where its placeholder says so.
bool takes_file(const Option& option) {
  for (const char* word : {"FILE", "DIR", "SCENARIO", "RESULT", "SWEEP"})
    if (option.placeholder.find(word) != std::string::npos) return true;
  return false;
}

/// What the words of a command may be, where that is known: commands, or its choices.
std::vector<std::string> choices_of_words(const Command& command, std::span<const Command> commands) {
  for (const Option& option : command.options.all()) {
    if (is_named(option)) continue;
    if (option.placeholder == "COMMAND") return command_names(commands);
    if (!option.choices.empty()) return option.choices;
  }
  return {};
}

/// A text between single quotes of a shell.
std::string quoted(const std::string& text, const std::string& quote_inside) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'')
      out += quote_inside;
    else
      out += letter;
  }
  return out + "'";
}

/// For zsh's _arguments, in which brackets and colons mean something.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') out += '\\';
    out += letter;
  }
  return out;
}

std::string zsh_value(const Option& option) {
  if (!takes_value(option)) return "";
  if (!option.choices.empty()) return ":" + zsh_text(option.placeholder) + ":(" + base::joined(option.choices, " ") + ")";
  return ":" + zsh_text(option.placeholder) + ":" + (takes_file(option) ? "_files" : "");
}

}  // namespace

std::string bash_completion(std::span<const Command> commands) {
  std::string script =
      "# Completion of cellcast in bash.\n"
      "_cellcast() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" command= options= at\n"
      "  for ((at = 1; at < COMP_CWORD; ++at)); do\n"
      "    case \"${COMP_WORDS[at]}\" in\n"
      "      -q|--quiet) ;;\n"
      "      --color) ((++at)) ;;\n"
      "      *) command=\"${COMP_WORDS[at]}\"; break ;;\n"
      "    esac\n"
      "  done\n"
      "  COMPREPLY=()\n"
      "  if [ \"$before\" = --color ]; then COMPREPLY=($(compgen -W 'auto always never' -- \"$word\")); return; fi\n"
      "  case \"$command\" in\n"
      "    '')\n"
      "      COMPREPLY=($(compgen -W '" +
      base::joined(command_names(commands), " ") +
      " --help --version --quiet --color' -- \"$word\"))\n"
      "      return ;;\n";
  for (const Command& command : commands) {
    std::vector<std::string> all, without_files;
    std::string chosen;
    for (const Option& option : command.options.all()) {
      if (!is_named(option)) continue;
      for (const std::string& name : names_of(option)) {
        all.push_back(name);
        if (!option.choices.empty())
          chosen += "        " + name + ") COMPREPLY=($(compgen -W '" + base::joined(option.choices, " ") + "' -- \"$word\")); return ;;\n";
        else if (takes_value(option) && !takes_file(option))
          without_files.push_back(name);
      }
    }
    script += "    " + command.name + ")\n";
    if (!chosen.empty() || !without_files.empty()) {
      script += "      case \"$before\" in\n" + chosen;
      std::string patterns;
      for (const std::string& name : without_files) patterns += (patterns.empty() ? "" : "|") + name;
      if (!patterns.empty()) script += "        " + patterns + ") return ;;\n";
      script += "      esac\n";
    }
    script += "      options='" + base::joined(all, " ") + (all.empty() ? "" : " ") + "--help --quiet --color'\n";
    const std::vector<std::string> choices = choices_of_words(command, commands);
    if (!choices.empty())
      script +=
          "      if [[ $word != -* ]]; then COMPREPLY=($(compgen -W '" + base::joined(choices, " ") + "' -- \"$word\")); return; fi\n";
    script += "      ;;\n";
  }
  return script +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  else\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    local file\n"
         "    while IFS= read -r file; do COMPREPLY+=(\"$file\"); done < <(compgen -f -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -F _cellcast cellcast\n";
}

std::string zsh_completion(std::span<const Command> commands) {
  std::string script =
      "#compdef cellcast\n# Completion of cellcast in zsh.\n_cellcast() {\n  local -a commands common\n  local line state\n  commands=(\n";
  for (const Command& command : commands) script += "    " + quoted(zsh_text(command.name) + ":" + command.about, "'\\''") + "\n";
  script +=
      "  )\n"
      "  common=('(-q --quiet)'{-q,--quiet}'[only errors]' '--color[colour in messages]:when:(auto always never)' '(-h "
      "--help)'{-h,--help}'[help]')\n"
      "  _arguments -C $common '--version[the version]' '1: :->command' '*:: :->rest'\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    rest)\n"
      "      case $line[1] in\n";
  for (const Command& command : commands) {
    script += "        " + command.name + ") _arguments $common";
    for (const Option& option : command.options.all()) {
      if (!is_named(option)) continue;
      for (const std::string& name : names_of(option))
        script += " \\\n          " + quoted((option.kind == Option::Kind::repeated || option.kind == Option::Kind::list ? "*" : "") +
                                                 name + "[" + zsh_text(option.about) + "]" + zsh_value(option),
                                             "'\\''");
    }
    const std::vector<std::string> choices = choices_of_words(command, commands);
    script += choices.empty() ? " \\\n          '*:file:_files' ;;\n" : " \\\n          '1:word:(" + base::joined(choices, " ") + ")' ;;\n";
  }
  return script +
         "      esac ;;\n"
         "  esac\n"
         "}\n"
         "if [ \"$funcstack[1]\" = _cellcast ]; then _cellcast \"$@\"; else compdef _cellcast cellcast; fi\n";
}

std::string fish_completion(std::span<const Command> commands) {
  std::string script =
      "# Completion of cellcast in fish.\n"
      "complete -c cellcast -n __fish_use_subcommand -f\n"
      "complete -c cellcast -n __fish_use_subcommand -l version -d 'the version'\n"
      "complete -c cellcast -s q -l quiet -d 'only errors'\n"
      "complete -c cellcast -l color -x -a 'auto always never' -d 'colour in messages'\n"
      "complete -c cellcast -s h -l help -d 'help'\n";
  for (const Command& command : commands) {
    script += "complete -c cellcast -n __fish_use_subcommand -a " + command.name + " -d " + quoted(command.about, "\\'") + "\n";
    const std::string here = "complete -c cellcast -n '__fish_seen_subcommand_from " + command.name + "'";
    const std::vector<std::string> choices = choices_of_words(command, commands);
    if (!choices.empty()) script += here + " -f -a '" + base::joined(choices, " ") + "'\n";
    for (const Option& option : command.options.all()) {
      if (!is_named(option)) continue;
      std::string line = here;
      for (const std::string& name : names_of(option)) line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty())
        line += " -x -a '" + base::joined(option.choices, " ") + "'";
      else if (takes_value(option))
        line += takes_file(option) ? " -r" : " -x";
      script += line + " -d " + quoted(option.about, "\\'") + "\n";
    }
  }
  return script;
}

}  // namespace cellcast::cli
