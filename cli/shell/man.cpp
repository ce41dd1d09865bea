#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/shell/man_page.hpp"
#include "cli/shell/manual.hpp"
#include "cli/shell/table.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"

namespace cellcast::cli {
namespace {

struct ManArguments {
  std::string command, out_dir;
};

void declare(Options& options, ManArguments& arguments) {
  options.word("command", arguments.command, "COMMAND", "one of them; without, the page of the program").is_required = false;
  options.value("--out-dir", arguments.out_dir, "DIR", "write all pages into this folder instead, as cellcast.1, cellcast-run.1 ...");
}

int execute(const ManArguments& arguments) {
  const std::vector<Command> commands = all_commands();
  if (arguments.out_dir.empty()) {
    std::cout << (arguments.command.empty() ? man_page(commands, manual())
                                            : man_page(command_named(commands, arguments.command), manual()));
    return kDone;
  }
  const auto write = [&](const std::string& name, const std::string& page) {
    TextTarget{arguments.out_dir + "/" + name + ".1", true}.write([&](std::ostream& out) { out << page; });
  };
  write("cellcast", man_page(commands, manual()));
  for (const Command& command : commands) write("cellcast-" + command.name, man_page(command, manual()));
  return kDone;
}

}  // namespace

Command man() { return make_command<ManArguments>("man", "pages of the manual, as man(1) reads them", declare, execute); }

}  // namespace cellcast::cli
