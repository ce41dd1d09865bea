#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cellcast::base {

/// One character at the front of a text: its code point and bytes; an invalid byte is {kInvalid, 1}. Precondition: not empty.
struct Character {
  static constexpr char32_t kInvalid = 0xFFFFFFFF;
  char32_t code;
  std::size_t bytes;
};
Character first_character(std::string_view text);

/// What could hide or reorder text on a terminal (Unicode Technical Report 36): control, bidirectional and invisible characters.
bool is_hidden(char32_t code);

/// The text fit for a terminal: control, bidirectional and invisible characters and invalid bytes as `\u{202E}`, `\xFF`; tabs as a blank.
std::string printable(std::string_view text);

/// The text in double quotes, with `\\`, `\"`, `\n`, `\t`; hidden characters as `escape` writes them, invalid bytes as it writes U+FFFD.
std::string quoted(std::string_view text, std::string (*escape)(char32_t));

/// Columns that a printable text takes on a terminal: wide characters 2, combining ones 0.
std::size_t width(std::string_view text);

}  // namespace cellcast::base
