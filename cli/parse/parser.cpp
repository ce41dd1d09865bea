#include "cli/parse/parser.hpp"

#include <CLI/CLI.hpp>  // here alone: it is slow to compile
#include <algorithm>
#include <cstdlib>

#include "base/error.hpp"
#include "cellcast/version.hpp"
#include "cli/parse/brackets.hpp"
#include "cli/parse/help.hpp"
#include "cli/parse/readers.hpp"
#include "cli/parse/slip.hpp"

namespace cellcast::cli {
namespace {

CLI::Validator validator(Reader reader) { return CLI::Validator(reader, "", "value"); }

CLI::Validator as_it_was_written() {
  const auto take_off = [](std::string& word) {
    word = as_written(word);
    return std::string();
  };
  return CLI::Validator(take_off, "");
}

CLI::Validator within(const Bounds& bounds) {
  const auto is_within = [bounds](std::string& number) -> std::string {
    const int value = std::atoi(number.c_str());
    if (value >= bounds.low && value <= bounds.high) return {};
    return "'" + number + "' is not within " + std::to_string(bounds.low) + " to " + std::to_string(bounds.high);
  };
  return CLI::Validator(is_within, "");
}

/// Its own, or that of any number of its kind.
Reader reader_of(const Option& option) {
  if (option.reader) return option.reader;
  const auto takes = [&](auto... types) { return (std::holds_alternative<decltype(types)>(option.target) || ...); };
  using Whole = std::uint64_t;
  if (takes(static_cast<int*>(nullptr), static_cast<Whole*>(nullptr), static_cast<std::optional<int>*>(nullptr),
            static_cast<std::optional<Whole>*>(nullptr), static_cast<std::vector<int>*>(nullptr)))
    return whole_number;
  if (takes(static_cast<std::optional<double>*>(nullptr), static_cast<std::vector<double>*>(nullptr))) return real_number;
  return nullptr;
}

CLI::Option* add_named(CLI::App& app, const Option& option) {
  if (option.kind == Option::Kind::flag) return app.add_flag(option.names, *std::get<bool*>(option.target))->disable_flag_override();
  return std::visit([&](auto* target) { return app.add_option(option.names, *target); }, option.target);
}

void add(CLI::App& app, const Option& option) {
  CLI::Option* added = add_named(app, option);
  if (option.kind != Option::Kind::flag) added->type_name(option.placeholder);
  if (option.kind == Option::Kind::repeated || option.kind == Option::Kind::list)
    added->expected(1)->allow_extra_args(false)->take_all();  // the second also takes brackets for a list
  if (option.kind == Option::Kind::list) added->delimiter(',');
  if (const Reader reader = reader_of(option)) added->transform(validator(reader));
  if (option.bounds) added->check(within(*option.bounds));
  if (option.is_required) added->required();
  added->transform(as_it_was_written());  // before all others
}

/// `-o,--output` as CLI11 looks it up.
std::string last_name(const std::string& names) { return names.substr(names.rfind(',') + 1); }

void relate(CLI::App& app, const Option& option) {
  CLI::Option* related = app.get_option(last_name(option.names));
  for (const std::string& name : option.needed) related->needs(app.get_option(name));
  for (const std::string& name : option.excluded) related->excludes(app.get_option(name));
}

void add(CLI::App& app, const Command& command) {
  CLI::App& added = *app.add_subcommand(command.name);
  added.get_help_ptr()->disable_flag_override();
  for (const Option& option : command.options.all()) add(added, option);
  for (const Option& option : command.options.all()) relate(added, option);
}

std::vector<CLI::App*> subcommands(CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

Words option_names(const CLI::App& app) {
  Words names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// Those that commands have and the program itself has not.
Words options_of_commands(CLI::App& app) {
  Words names;
  const Words common = option_names(app);
  for (const CLI::App* command : subcommands(app))
    for (const std::string& name : option_names(*command))
      if (std::ranges::find(common, name) == common.end()) names.push_back(name);
  return names;
}

/// A word is called what the help calls it, and an option as it is written.
std::string shown_name(const Command& command, const std::string& name) {
  for (const Option& option : command.options.all())
    if (option.kind == Option::Kind::word && option.names == name) return option.placeholder;
  return name;
}

/// The value that an option takes, as the help calls it.
std::string value_of(const Command& command, const std::string& name) {
  for (const Option& option : command.options.all())
    if (last_name(option.names) == name) return option.placeholder;
  return "auto, always or never";  // the one option with a value that all commands have
}

/// CLI11 says what is wrong in a sentence of its own, in which names are the first word and the last. What readers say comes after a colon.
std::string our_words(const Command& command, const CLI::ParseError& error) {
  const std::string said = error.what();
  const std::string first = said.substr(0, said.find_first_of(": ")), last = said.substr(said.rfind(' ') + 1);
  const auto is = [&](const char* kind) { return error.get_name() == kind; };
  const auto has = [&](const char* words) { return said.find(words) != std::string::npos; };
  if (is("RequiredError")) return in_words({Slip::Kind::missing, shown_name(command, first), ""});
  if (is("ExcludesError")) return in_words({Slip::Kind::apart, first, last});
  if (is("RequiresError")) return in_words({Slip::Kind::needs, first, last});
  if (is("ArgumentMismatch") && has("At Most")) return in_words({Slip::Kind::repeated, first, ""});
  if (is("ArgumentMismatch") && has("override")) return in_words({Slip::Kind::takes_none, (first.size() == 1 ? "-" : "--") + first, ""});
  if (is("ArgumentMismatch")) return in_words({Slip::Kind::no_value, first, value_of(command, first)});
  if (is("ConversionError")) return in_words({Slip::Kind::unreadable, said.substr(said.find("--"), said.find(" =") - said.find("--")), ""});
  return said;
}

/// What is wrong with the command line, in our words.
std::string explain(CLI::App& app, std::span<const Command> commands, const Words& words, const CLI::ParseError& error) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const Words left = app.remaining(true);
  const std::string word = left.empty() ? "" : as_written(left.front());
  if (chosen.empty()) return no_command(word, command_names(commands), option_names(app), options_of_commands(app));
  const std::string command = chosen.front()->get_name();
  Words options = option_names(*chosen.front());
  std::ranges::copy(option_names(app), std::back_inserter(options));
  const auto command_at = std::ranges::find(words, command);
  const Place place = std::find(words.begin(), command_at, word) != command_at ? Place::before_command : Place::after_command;
  return misuse(command, word, place, options, our_words(*std::ranges::find(commands, command, &Command::name), error));
}

std::string color_word(std::string& word) {
  return word == "auto" || word == "always" || word == "never" ? "" : "'" + word + "' is none of auto, always, never";
}

Color color_of(const std::string& word) { return word == "always" ? Color::always : word == "never" ? Color::never : Color::automatic; }

}  // namespace

Call parse(int argc, const char* const* argv, std::span<const Command> commands, std::span<const ManualEntry> manual) {
  CLI::App app{"", "cellcast"};  // help is ours
  Call call;
  std::string color = "auto";
  app.require_subcommand(1);
  app.get_help_ptr()->disable_flag_override();
  app.set_version_flag("--version", std::string("cellcast ") + kVersion)->disable_flag_override();
  app.add_option("--color", color)->check(CLI::Validator(color_word, ""));
  app.add_flag("-q,--quiet", call.common.quiet)->disable_flag_override();
  app.fallthrough();
  for (const Command& command : commands) add(app, command);
  const Words words(argv + 1, argv + argc);
  try {
    Words guarded;
    for (auto word = words.rbegin(); word != words.rend(); ++word) guarded.push_back(without_list(*word));
    app.parse(std::move(guarded));  // the last word first
  } catch (const CLI::CallForVersion& version) {
    return {nullptr, std::string(version.what()) + "\n"};
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (chosen.empty()) return {nullptr, program_help(commands, manual)};
    return {nullptr, command_help(*std::ranges::find(commands, chosen.front()->get_name(), &Command::name), manual)};
  } catch (const CLI::ParseError& error) {
    throw base::UsageError(explain(app, commands, words, error));
  }
  call.common.color = color_of(color);
  const std::string name = app.get_subcommands().front()->get_name();
  call.command = &*std::ranges::find(commands, name, &Command::name);
  return call;
}

}  // namespace cellcast::cli
