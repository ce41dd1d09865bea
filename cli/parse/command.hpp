#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "cli/parse/options.hpp"
#include "cli/terminal/style.hpp"

namespace cellcast::cli {

/// Options of every command.
struct Common {
  Color color = Color::automatic;
  bool quiet = false;  ///< no progress, notes or warnings
};

/// A subcommand: all that the program knows of it.
struct Command {
  std::string name, about;
  Options options;
  /// After the options' values are in their places: does the work, and returns an exit code or throws. Results go to standard output, the
  /// rest to standard error.
  std::function<int(const Common&)> run;
};

/// A command whose options go into `Arguments`: `declare` says which there are, and `execute` takes their values.
template <class Arguments>
Command make_command(std::string name, std::string about, void (*declare)(Options&, Arguments&),
                     int (*execute)(const Arguments&, const Common&)) {
  const auto arguments = std::make_shared<Arguments>();
  Options options;
  declare(options, *arguments);
  const auto run = [arguments, execute](const Common& common) { return execute(*arguments, common); };
  return {std::move(name), std::move(about), std::move(options), run};
}

/// The same of a command that does not ask what is common to all.
template <class Arguments>
Command make_command(std::string name, std::string about, void (*declare)(Options&, Arguments&), int (*execute)(const Arguments&)) {
  const auto arguments = std::make_shared<Arguments>();
  Options options;
  declare(options, *arguments);
  const auto run = [arguments, execute](const Common&) { return execute(*arguments); };
  return {std::move(name), std::move(about), std::move(options), run};
}

}  // namespace cellcast::cli
