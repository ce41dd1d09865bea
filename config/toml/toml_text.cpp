#include "config/toml/toml_text.hpp"

#include <charconv>
#include <cstdio>
#include <limits>

#include "base/utf8.hpp"

namespace cellcast::config {

std::string quoted_text(std::string_view text) {
  return base::quoted(text, [](char32_t code) {
    char escape[16];
    std::snprintf(escape, sizeof escape, code > 0xFFFF ? "\\U%08X" : "\\u%04X", static_cast<unsigned>(code));
    return std::string(escape);
  });
}

double number_of(std::string_view digits) {
  double value = std::numeric_limits<double>::quiet_NaN();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace cellcast::config
