#include "config/toml/toml_text.hpp"

#include <cstdio>

#include "base/utf8.hpp"

namespace cellcast::config {

std::string quoted_text(std::string_view text) {
  return base::quoted(text, [](char32_t code) {
    char escape[16];
    std::snprintf(escape, sizeof escape, code > 0xFFFF ? "\\U%08X" : "\\u%04X", static_cast<unsigned>(code));
    return std::string(escape);
  });
}

}  // namespace cellcast::config
