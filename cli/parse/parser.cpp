#include "cli/parse/parser.hpp"

#include <CLI/CLI.hpp>  // here alone: it is slow to compile
#include <algorithm>

#include "base/error.hpp"
#include "cellcast/version.hpp"
#include "cli/parse/brackets.hpp"
#include "cli/parse/help.hpp"
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

CLI::Option* add_named(CLI::App& app, const Option& option) {
  if (option.kind == Option::Kind::flag) return app.add_flag(option.names, *std::get<bool*>(option.target));
  return std::visit([&](auto* target) { return app.add_option(option.names, *target); }, option.target);
}

void add(CLI::App& app, const Option& option) {
  CLI::Option* added = add_named(app, option);
  if (option.kind != Option::Kind::flag) added->type_name(option.placeholder);
  if (option.kind == Option::Kind::repeated || option.kind == Option::Kind::list)
    added->expected(1)->allow_extra_args(false)->take_all();  // the second also takes brackets for a list
  if (option.kind == Option::Kind::list) added->delimiter(',');
  if (option.reader) added->transform(validator(option.reader));
  if (option.bounds) added->check(CLI::Range(option.bounds->low, option.bounds->high));
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

/// What is wrong with the command line, in our words where they are clearer than CLI11's.
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
  return misuse(command, word, place, options, error.what());
}

Color color_of(const std::string& word) { return word == "always" ? Color::always : word == "never" ? Color::never : Color::automatic; }

}  // namespace

Call parse(int argc, const char* const* argv, std::span<const Command> commands, std::span<const ManualEntry> manual) {
  CLI::App app{"", "cellcast"};  // help is ours
  Call call;
  std::string color = "auto";
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("cellcast ") + kVersion);
  app.add_option("--color", color)->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", call.common.quiet);
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
