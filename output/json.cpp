#include "output/json.hpp"

#include <cmath>
#include <cstdio>

#include "config/utf8.hpp"
#include "output/text.hpp"

namespace cellcast::output {

namespace {

/// A character by its number: `\u009b`, or a pair of surrogates.
std::string escaped(char32_t code) {
  char escape[16];
  if (code <= 0xFFFF)
    std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(code));
  else
    std::snprintf(escape, sizeof escape, "\\u%04x\\u%04x", static_cast<unsigned>(0xD7C0 + (code >> 10)),
                  static_cast<unsigned>(0xDC00 + (code & 0x3FF)));
  return escape;
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string quoted = "\"";
  for (; !text.empty(); text.remove_prefix(config::first_character(text).bytes)) {
    const config::Character c = config::first_character(text);
    if (c.code == '"' || c.code == '\\') {
      quoted += '\\';
      quoted += text.front();
    } else if (c.code == '\n') {
      quoted += "\\n";
    } else if (c.code == '\t') {
      quoted += "\\t";
    } else if (c.code == config::Character::kInvalid) {
      quoted += "\\ufffd";
    } else if (config::is_hidden(c.code)) {
      quoted += escaped(c.code);
    } else {
      quoted += text.substr(0, c.bytes);
    }
  }
  return quoted + '"';
}

std::string json_number(double number) { return std::isfinite(number) ? shortest(number) : "null"; }

std::string json_texts(std::span<const std::string> texts) {
  std::string list = "[";
  for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + json_text(text);
  return list + "]";
}

std::string json_numbers(std::span<const double> numbers) {
  std::string list = "[";
  for (const double number : numbers) list += (list.size() > 1 ? ", " : "") + json_number(number);
  return list + "]";
}

}  // namespace cellcast::output
