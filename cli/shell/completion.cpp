#include <array>
#include <iostream>

#include "base/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/shell/completions.hpp"
#include "cli/shell/table.hpp"
#include "cli/terminal/exit_code.hpp"

namespace cellcast::cli {
namespace {

struct CompletionArguments {
  std::string shell;
};

struct Shell {
  const char* name;
  std::string (*script)(std::span<const Command>);
};

constexpr std::array<Shell, 3> kShells{{{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}}};

void declare(Options& options, CompletionArguments& arguments) {
  options.word("shell", arguments.shell, "SHELL", "bash, zsh or fish").one_of({"bash", "zsh", "fish"});
}

int execute(const CompletionArguments& arguments) {
  for (const Shell& shell : kShells)
    if (arguments.shell == shell.name) {
      std::cout << shell.script(all_commands());
      return kDone;
    }
  throw base::UsageError("completion: no shell " + arguments.shell + " (there are bash, zsh, fish)");
}

}  // namespace

Command completion() {
  return make_command<CompletionArguments>("completion", "a script that makes a shell complete commands and options", declare, execute);
}

}  // namespace cellcast::cli
