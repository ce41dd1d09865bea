#include "config/toml/text_places.hpp"

#include <string_view>

#include "base/utf8.hpp"

namespace cellcast::config {
namespace {

/// A place in a file that moves on by characters.
class Cursor {
 public:
  Cursor(std::string_view text, Place start) : text_(text), place_{start.source, 1, 1} {
    while (!text_.empty() && (place_.line < start.line || (place_.line == start.line && place_.column < start.column))) next();
  }

  const Place& place() const { return place_; }
  std::string_view rest() const { return text_; }

  void next() {
    if (text_.empty()) return;
    const bool is_end_of_line = text_.front() == '\n';
    text_.remove_prefix(base::first_character(text_).bytes);
    place_ = is_end_of_line ? Place{place_.source, place_.line + 1, 1} : Place{place_.source, place_.line, place_.column + 1};
  }
  void next(std::size_t count) {
    for (; count > 0; --count) next();
  }

 private:
  std::string_view text_;
  Place place_;
};

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Characters of a line's end.
std::size_t line_end(std::string_view rest) { return rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0; }

/// Whether a backslash ends the line, up to blanks.
bool goes_on(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r", 1);
  return rest.starts_with('\\') && next != std::string_view::npos && rest[next] == '\n';
}

/// Bytes of the character that an escape stands for, and its own length.
struct Escape {
  std::size_t value, length;
};
Escape escape_of(std::string_view rest) {
  if (rest.size() < 2 || (rest[1] != 'u' && rest[1] != 'U')) return {1, 2};
  const std::size_t digits = rest[1] == 'u' ? 4 : 8;
  char32_t code = 0;
  for (std::size_t k = 2; k < 2 + digits && k < rest.size(); ++k) {
    const char c = rest[k];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 0;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return {code < 0x80 ? 1U : code < 0x800 ? 2U : code < 0x10000 ? 3U : 4U, 2 + digits};
}

}  // namespace

Place place_within(const Source& source, Place opening, std::size_t byte) {
  Cursor cursor(source.text, opening);
  if (opening.line == 0 || cursor.rest().empty()) return opening;
  const char quote = cursor.rest().front();
  if (quote != '"' && quote != '\'') return opening;
  const bool has_lines = cursor.rest().starts_with(quote == '"' ? R"(""")" : "'''");
  cursor.next(has_lines ? 3 : 1);
  if (has_lines) cursor.next(line_end(cursor.rest()));  // that follows the quotes is no part of the value
  for (std::size_t seen = 0;;) {
    if (quote == '"' && has_lines && goes_on(cursor.rest())) {
      cursor.next();
      while (!cursor.rest().empty() && is_white(cursor.rest().front())) cursor.next();
      continue;
    }
    if (seen >= byte || cursor.rest().empty()) return cursor.place();
    if (quote == '"' && cursor.rest().front() == '\\') {
      const Escape escape = escape_of(cursor.rest());
      seen += escape.value;
      cursor.next(escape.length);
    } else if (line_end(cursor.rest()) == 2) {
      ++seen;
      cursor.next(2);
    } else {
      seen += base::first_character(cursor.rest()).bytes;
      cursor.next();
    }
  }
}

}  // namespace cellcast::config
