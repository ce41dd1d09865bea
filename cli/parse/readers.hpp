#pragma once

#include <string>

namespace cellcast::cli {

// What the values of options are read by: each makes of a word what its type can be read from. Empty, or what is wrong with the word,
// which is left as it is then.

/// Digits only, in groups if one likes (1_000_000, as in a scenario).
std::string whole_number(std::string& text);
/// Any number that is finite.
std::string real_number(std::string& text);
/// Between 0 and 1, both excluded; somebody may think in percent.
std::string probability(std::string& text);
/// `50`, `2.5`, `P50`: between 0 and 100, both excluded.
std::string percentile(std::string& text);
/// `mean`, or `cvar=` and a number between 0 and 1, both excluded.
std::string risk(std::string& text);
/// Any text but none, or one as of `-o=x`: the name of a file or folder.
std::string file_name(std::string& text);

}  // namespace cellcast::cli
