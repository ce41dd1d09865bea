#include "cli/parse/help.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace cellcast::cli {
namespace {

constexpr std::size_t kColumn = 28, kWidth = 100;  // where explanations begin, and lines end

/// A term and its explanation, broken between words.
std::string entry(const std::string& term, const std::string& explanation) {
  std::string line = "  " + term, all;
  if (line.size() + 2 > kColumn) {
    all = line + '\n';
    line.clear();
  }
  line.resize(kColumn, ' ');
  bool is_first = true;
  for (std::size_t at = 0; at < explanation.size();) {
    const std::size_t end = std::min(explanation.find(' ', at), explanation.size());
    if (!is_first && line.size() + 1 + end - at > kWidth) {
      all += line + '\n';
      line.assign(kColumn, ' ');
      is_first = true;
    }
    if (!is_first) line += ' ';
    line.append(explanation, at, end - at);
    is_first = false;
    at = end + 1;
  }
  return all + line + '\n';
}

bool may_repeat(const Option& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.target) || std::holds_alternative<std::vector<int>*>(option.target) ||
         std::holds_alternative<std::vector<double>*>(option.target);
}

std::string shown_default(const Option& option) {
  if (const auto* text = std::get_if<std::string*>(&option.target)) return **text;
  if (const auto* number = std::get_if<int*>(&option.target)) return std::to_string(**number);
  if (const auto* count = std::get_if<std::uint64_t*>(&option.target)) return std::to_string(**count);
  return "";
}

std::string conditions_of(const Option& option) {
  std::vector<std::string> parts;
  if (!option.choices.empty()) parts.push_back(base::joined(option.choices, ", "));
  if (option.bounds) parts.push_back(std::to_string(option.bounds->low) + " to " + std::to_string(option.bounds->high));
  if (option.shows_default) parts.push_back("default: " + shown_default(option));
  if (option.is_required && option.kind != Option::Kind::word) parts.push_back("required");
  if (!option.needed.empty()) parts.push_back("only with " + base::joined(option.needed, ", "));
  if (!option.excluded.empty()) parts.push_back("not with " + base::joined(option.excluded, ", "));
  return base::joined(parts, "; ");
}

}  // namespace

std::string described(const Option& option) {
  const std::string more = conditions_of(option);
  return option.about + (more.empty() ? "" : " (" + more + ")");
}

std::string synopsis_of(const Option& option) {
  if (option.kind == Option::Kind::word) {
    const bool has_dots = option.placeholder.find("...") != std::string::npos;
    return option.placeholder + (may_repeat(option) && !has_dots ? "..." : "");
  }
  std::string names = option.names;
  if (const std::size_t comma = names.find(','); comma != std::string::npos) names.insert(comma + 1, " ");
  return names + (option.placeholder.empty() ? "" : " " + option.placeholder);
}

std::string usage_of(const Command& command) {
  std::string usage = "cellcast " + command.name;
  const auto& options = command.options.all();
  if (std::ranges::any_of(options, [](const Option& option) { return option.kind != Option::Kind::word; })) usage += " [OPTIONS]";
  for (const Option& option : options)
    if (option.kind == Option::Kind::word) usage += option.is_required ? " " + synopsis_of(option) : " [" + synopsis_of(option) + "]";
  return usage;
}

std::span<const CommonOption> common_options() {
  static const std::vector<CommonOption> kCommon{
      {"-q, --quiet", "no progress, notes or warnings, only errors; of `show` the bare table"},
      {"--color WHEN", "colour in messages (auto, always, never; default: auto)"},
      {"-h, --help", "this help"},
  };
  return kCommon;
}

const ManualEntry* find_entry(std::span<const ManualEntry> manual, const std::string& command) {
  const auto found = std::ranges::find(manual, command, &ManualEntry::command);
  return found == manual.end() ? nullptr : &*found;
}

std::vector<const Command*> commands_of(Section section, std::span<const Command> commands, std::span<const ManualEntry> manual) {
  std::vector<const Command*> found;
  for (const Command& command : commands) {
    const ManualEntry* its = find_entry(manual, command.name);
    if (its != nullptr && its->section == section) found.push_back(&command);
  }
  return found;
}

std::vector<std::string> command_names(std::span<const Command> commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  return names;
}

std::string program_help(std::span<const Command> commands, std::span<const ManualEntry> manual) {
  std::string help =
      "cellcast simulates supply and demand in the lithium-ion battery industry: a scenario file in, distributions out.\n\n"
      "Usage: cellcast COMMAND [OPTIONS] ...\n";
  for (std::size_t section = 0; section < kSectionTitles.size(); ++section) {
    help += "\n" + std::string(kSectionTitles[section]) + ":\n";
    for (const Command* command : commands_of(static_cast<Section>(section), commands, manual))
      help += entry(command->name, command->about);
  }
  help += "\nOptions:\n";
  for (const CommonOption& option : common_options()) help += entry(option.synopsis, option.about);
  help += entry("--version", "the version of the program");
  return help +
         "\n`cellcast help COMMAND` has the options of a command, with examples. Documentation: docs/ beside the source,\n"
         "share/doc/cellcast once installed.\n";
}

std::string command_help(const Command& command, std::span<const ManualEntry> manual) {
  std::string help = "cellcast " + command.name + ": " + command.about + "\n\nUsage: " + usage_of(command) + "\n\n", words, options;
  for (const Option& option : command.options.all())
    (option.kind == Option::Kind::word ? words : options) += entry(synopsis_of(option), described(option));
  help += words;
  if (!options.empty()) help += (words.empty() ? "" : "\n") + ("Options:\n" + options);
  help += "\nOf every command:\n";
  for (const CommonOption& option : common_options()) help += entry(option.synopsis, option.about);
  if (const ManualEntry* its = find_entry(manual, command.name)) {
    help += "\nExamples:\n";
    for (const Example& example : its->examples) help += "  cellcast " + example.words + "\n      " + example.meaning + "\n";
  }
  return help;
}

}  // namespace cellcast::cli
