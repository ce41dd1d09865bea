#pragma once

#include <span>
#include <string>

#include "cli/parse/command.hpp"
#include "cli/parse/manual.hpp"

namespace cellcast::cli {

/// What a command line asks for.
struct Call {
  const Command* command = nullptr;  ///< of the table, its options' values in their places
  std::string text;                  ///< where there is no command: of `--help` or `--version`, for standard output
  Common common{};
};

/// Reads a command line by a table of commands, which must outlive the call; help takes what the manual says of them. Throws UsageError.
Call parse(int argc, const char* const* argv, std::span<const Command> commands, std::span<const ManualEntry> manual);

}  // namespace cellcast::cli
