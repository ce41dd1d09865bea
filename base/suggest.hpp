#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cellcast::base {

/// Edits (insert, delete, replace, swap neighbours) between two words, without regard to case (optimal string alignment distance).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `word` was probably meant to be, or empty.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or empty.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// "a", "a or b", "a, b or c".
std::string listed(std::span<const std::string> words);

/// "a", "a and b", "a, b and c".
std::string enumerated(std::span<const std::string> words);

}  // namespace cellcast::base
