#include "config/scenario/derived_output.hpp"

namespace cellcast::config {

std::string default_long_name(const std::string& expression) {
  if (expression.find_first_of("\r\n") == std::string::npos) return expression;
  std::string line;
  bool has_gap = false;
  for (const char c : expression) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank && has_gap && !line.empty()) line += ' ';
    if (!is_blank) line += c;
    has_gap = is_blank;
  }
  return line;
}

}  // namespace cellcast::config
