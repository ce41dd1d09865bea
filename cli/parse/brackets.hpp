#pragma once

#include <string>

namespace cellcast::cli {

// CLI11 takes a word in brackets for a list of words, but it may be the name of a file: such a word is given to it behind a guard, a
// character that it has no use for, and every option takes the guard off again.

/// A word as CLI11 may see it.
std::string without_list(const std::string& word);
/// The word as it was written.
std::string as_written(const std::string& word);

}  // namespace cellcast::cli
