#include "cli/shell/man_page.hpp"

#include <algorithm>
#include <cctype>

#include "cellcast/version.hpp"
#include "cli/parse/help.hpp"

namespace cellcast::cli {
namespace {

/// A text as it shall stand in the page: roff's own characters are escaped, and no line begins with a command.
std::string roff(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\\')
      out += "\\e";
    else if (letter == '-')
      out += "\\-";
    else if (letter == '\'')
      out += "\\(aq";
    else if (letter == '`')
      out += "\\(ga";
    else if (letter == '^')
      out += "\\(ha";
    else if (letter == '~')
      out += "\\(ti";
    else
      out += letter;
  }
  return out.starts_with('.') ? "\\&" + out : out;
}

std::string upper(std::string word) {
  std::ranges::transform(word, word.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return word;
}

std::string head(const std::string& name, const std::string& about) {
  return ".TH " + upper(name) + " 1 \"\" \"cellcast " + kVersion + "\" \"User commands\"\n.SH NAME\n" + roff(name) + " \\- " + roff(about) +
         "\n";
}

std::string item(const std::string& term, const std::string& text) { return ".TP\n.B " + roff(term) + "\n" + roff(text) + "\n"; }

std::string common() {
  std::string text = ".SH OPTIONS OF EVERY COMMAND\n";
  for (const CommonOption& option : common_options()) text += item(option.synopsis, option.about);
  return text;
}

std::string exits() {
  return ".SH EXIT STATUS\n" + item("0", "done") + item("64", "the command line is wrong") +
         item("65", "a scenario, a file's contents or a run's numbers are wrong") + item("66", "a file is missing or unreadable") +
         item("71", "memory, descriptors or threads were not to be had") +
         item("73", "a file exists already, or its folder cannot be written") + item("74", "a disk or another device failed") +
         item("128 and the number of a signal", "ended by it");
}

}  // namespace

std::string man_page(std::span<const Command> commands, std::span<const ManualEntry> manual) {
  std::string page = head("cellcast", "Monte Carlo simulation of supply and demand in the lithium-ion battery industry") +
                     ".SH SYNOPSIS\n.B cellcast\n.I COMMAND\n[options] ...\n.SH DESCRIPTION\n" +
                     roff("A scenario file in, distributions out. Each command has a page of its own, such as cellcast-run(1).") + "\n";
  for (std::size_t section = 0; section < kSectionTitles.size(); ++section) {
    page += ".SS " + std::string(kSectionTitles[section]) + "\n";
    for (const Command* command : commands_of(static_cast<Section>(section), commands, manual)) page += item(command->name, command->about);
  }
  return page + common() + exits();
}

std::string man_page(const Command& command, std::span<const ManualEntry> manual) {
  std::string page = head("cellcast-" + command.name, command.about) + ".SH SYNOPSIS\n.B " + roff(usage_of(command)) + "\n";
  std::string words, options;
  for (const Option& option : command.options.all())
    (option.kind == Option::Kind::word ? words : options) += item(synopsis_of(option), described(option));
  if (!words.empty()) page += ".SH ARGUMENTS\n" + words;
  if (!options.empty()) page += ".SH OPTIONS\n" + options;
  page += common();
  if (const ManualEntry* its = find_entry(manual, command.name)) {
    page += ".SH EXAMPLES\n";
    for (const Example& example : its->examples) page += item("cellcast " + example.words, example.meaning);
  }
  return page + exits() + ".SH SEE ALSO\n.BR cellcast (1)\n";
}

}  // namespace cellcast::cli
