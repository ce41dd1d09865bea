#include "base/utf8.hpp"

#include <cstdio>

namespace cellcast::base {

namespace {

bool between(char32_t code, char32_t low, char32_t high) { return code >= low && code <= high; }

bool is_wide(char32_t code) {
  return between(code, 0x1100, 0x115F) || between(code, 0x2E80, 0xA4CF) || between(code, 0xAC00, 0xD7A3) || between(code, 0xF900, 0xFAFF) ||
         between(code, 0xFE30, 0xFE6F) || between(code, 0xFF00, 0xFF60) || between(code, 0xFFE0, 0xFFE6) ||
         between(code, 0x1F300, 0x1FAFF) || between(code, 0x20000, 0x3FFFD);
}

bool is_combining(char32_t code) { return between(code, 0x300, 0x36F) || between(code, 0x20D0, 0x20FF) || between(code, 0xFE00, 0xFE0F); }

}  // namespace

bool is_hidden(char32_t code) {
  return code < 0x20 || between(code, 0x7F, 0x9F) || code == 0xAD || code == 0x61C || between(code, 0x200B, 0x200F) ||
         between(code, 0x2028, 0x202E) || between(code, 0x2060, 0x206F) || code == 0xFEFF || between(code, 0xFFF9, 0xFFFB) ||
         between(code, 0xE0000, 0xE007F);
}

Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {Character::kInvalid, 1};
  char32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {Character::kInvalid, 1};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  if (overlong || between(code, 0xD800, 0xDFFF) || code > 0x10FFFF) return {Character::kInvalid, 1};
  return {code, bytes};
}

std::string printable(std::string_view text) {
  std::string out;
  char escape[16];
  while (!text.empty()) {
    const Character c = first_character(text);
    if (c.code == Character::kInvalid) {
      std::snprintf(escape, sizeof escape, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(text[0])));
      out += escape;
    } else if (c.code == '\t') {
      out += ' ';
    } else if (is_hidden(c.code)) {
      std::snprintf(escape, sizeof escape, "\\u{%X}", static_cast<unsigned>(c.code));
      out += escape;
    } else {
      out += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::string quoted(std::string_view text, std::string (*escape)(char32_t)) {
  std::string out = "\"";
  while (!text.empty()) {
    const Character c = first_character(text);
    if (c.code == '"' || c.code == '\\')
      (out += '\\') += text.front();
    else if (c.code == '\n')
      out += "\\n";
    else if (c.code == '\t')
      out += "\\t";
    else if (c.code == Character::kInvalid)
      out += escape(0xFFFD);
    else if (is_hidden(c.code))
      out += escape(c.code);
    else
      out += text.substr(0, c.bytes);
    text.remove_prefix(c.bytes);
  }
  return out + '"';
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character c = first_character(text);
    columns += is_combining(c.code) ? 0 : is_wide(c.code) ? 2 : 1;
    text.remove_prefix(c.bytes);
  }
  return columns;
}

}  // namespace cellcast::base
