#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/parse/command.hpp"
#include "cli/parse/manual.hpp"

namespace cellcast::cli {

/// What an option is about, and in brackets what a reader is to know besides: `threads (1 to 1024; not with --shard)`.
std::string described(const Option& option);
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

/// The commands of a section, in their order.
std::vector<const Command*> commands_of(Section section, std::span<const Command> commands, std::span<const ManualEntry> manual);

std::vector<std::string> command_names(std::span<const Command> commands);

}  // namespace cellcast::cli
