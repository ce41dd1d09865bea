#include "cli/parse/help.hpp"

#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/shell/manual.hpp"
#include "cli/shell/table.hpp"
#include "cli/terminal/exit_code.hpp"

namespace cellcast::cli {
namespace {

struct HelpArguments {
  std::string command;
};

void declare(Options& options, HelpArguments& arguments) {
  options.word("command", arguments.command, "COMMAND", "one of them; without, what there is").is_required = false;
}

int execute(const HelpArguments& arguments) {
  const std::vector<Command> commands = all_commands();
  std::cout << (arguments.command.empty() ? program_help(commands, manual())
                                          : command_help(command_named(commands, arguments.command), manual()));
  return kDone;
}

}  // namespace

Command help() { return make_command<HelpArguments>("help", "the options of a command, with examples", declare, execute); }

}  // namespace cellcast::cli
