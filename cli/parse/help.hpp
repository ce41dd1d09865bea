#pragma once

#include <span>
#include <string>

#include "cli/parse/command.hpp"
#include "cli/parse/manual.hpp"

namespace cellcast::cli {

/// What a reader is to know of an option behind what it is about: `(not with --shard; 1 to 1024)`, or nothing.
std::string conditions_of(const Option& option);
/// `-o, --output FILE`
std::string synopsis_of(const Option& option);
/// `cellcast run [OPTIONS] SCENARIO...`
std::string usage_of(const Command& command);

/// The help of the program: commands by section, with what each is about.
std::string program_help(std::span<const Command> commands, std::span<const ManualEntry> manual);
/// Of a command: what it is about, its words and options, examples.
std::string command_help(const Command& command, std::span<const ManualEntry> manual);

/// Options of every command, in the order of the help: names, placeholder, what they are about.
struct CommonOption {
  std::string synopsis, about;
};
std::span<const CommonOption> common_options();

const ManualEntry* find_entry(std::span<const ManualEntry> manual, const std::string& command);

}  // namespace cellcast::cli
