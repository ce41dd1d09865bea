#include "output/json.hpp"

#include <cmath>
#include <cstdio>

#include "output/text.hpp"

namespace cellcast::output {

std::string json_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      quoted += escape;
    } else {
      quoted += c;
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
