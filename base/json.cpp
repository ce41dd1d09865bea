#include "base/json.hpp"

#include <cmath>
#include <cstdio>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::base {

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

std::string json_text(std::string_view text) { return quoted(text, escaped); }

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

}  // namespace cellcast::base
