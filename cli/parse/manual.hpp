#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cellcast::cli {

/// What a command is for, in the order of work.
enum class Section { write, run, look, ask, self };
inline constexpr std::array<std::string_view, 5> kSectionTitles{"Write a scenario", "Run it", "Look at what came out",
                                                                "Ask questions of it", "The program itself"};  ///< [Section]

/// A command line that works in a folder with the shipped scenarios and the results of examples before it.
struct Example {
  std::string words;    ///< as they are typed, without `cellcast`
  std::string meaning;  ///< what it does
};

/// What help, manual pages and completion say of a command besides its options.
struct ManualEntry {
  std::string command;
  Section section;
  std::vector<Example> examples;  ///< one at least
};

}  // namespace cellcast::cli
