#pragma once

#include <span>
#include <string>

#include "cli/parse/command.hpp"

namespace cellcast::cli {

/// What a command line asks for.
struct Call {
  const Command* command = nullptr;  ///< of the table, its options' values in their places
  std::string text;                  ///< where there is no command: of `--help` or `--version`, for standard output
  Common common{};
};

/// Reads a command line by a table of commands, which must outlive the call. Throws UsageError.
Call parse(int argc, const char* const* argv, std::span<const Command> commands);

}  // namespace cellcast::cli
