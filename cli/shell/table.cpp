#include "cli/shell/table.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/help.hpp"

namespace cellcast::cli {

std::vector<Command> all_commands() {
  std::vector<Command> commands;
  for (const auto make : kCommands) commands.push_back(make());
  return commands;
}

const Command& command_named(const std::vector<Command>& commands, const std::string& name) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  if (found != commands.end()) return *found;
  const std::string nearest = base::did_you_mean(name, command_names(commands));
  throw base::UsageError("there is no command '" + name + "'" + (nearest.empty() ? "; see 'cellcast --help'" : " (" + nearest + ")"));
}

}  // namespace cellcast::cli
