#include "config/toml/line_start.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace cellcast::config {

namespace {

std::string_view without_blanks(std::string_view text) {
  return text.substr(static_cast<std::size_t>(std::ranges::find_if_not(text, is_blank) - text.begin()));
}

}  // namespace

bool is_bare(char c) { return base::is_letter(c) || base::is_digit(c) || c == '_' || c == '-'; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool ends_line(std::string_view rest) {
  rest = without_blanks(rest);
  return rest.empty() || rest.front() == '\n' || rest.front() == '#';
}

bool is_like_header(std::string_view rest) {
  std::string_view line = rest.substr(0, rest.find_first_of("\n#"));
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);  // npos + 1 is 0
  if (line.empty() || line.find('=') != std::string_view::npos) return false;
  return !is_bare(line.front()) || line.back() == ':' || line.back() == ']';
}

bool starts_statement(std::string_view rest) {
  const bool is_header = rest.starts_with('[');
  if (is_header) rest.remove_prefix(1);
  if (rest.empty() || !base::is_letter(rest.front())) return false;
  rest.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(rest, [](char c) { return is_bare(c) || c == '.'; }) - rest.begin()));
  return without_blanks(rest).starts_with(is_header ? ']' : '=');
}

}  // namespace cellcast::config
