#pragma once

#include <optional>
#include <string_view>

#include "config/toml/slip.hpp"

namespace cellcast::config {

/// What is wrong with a value that is no text, list or table: `.5`, `50%`, `True`; its offset counts from the word's beginning.
std::optional<Slip> word_slip(std::string_view word);

/// A character beyond ASCII outside of quotes and comments, where TOML has none: a dash for a minus, a blank that does not break.
/// Precondition: the text does not begin within a character.
Slip odd_character(std::string_view text, std::size_t offset);

}  // namespace cellcast::config
