#include "cli/parse/readers.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace cellcast::cli {
namespace {

/// Whether all of the text is a number; it is in `value` then.
bool read(std::string_view text, double& value) {
  const char* const stop = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), stop, value);
  return error == std::errc() && end == stop;
}

}  // namespace

// CLI11 would read -1 as 2^64 - 1, and 010 as 8.
std::string whole_number(std::string& text) {
  std::string digits = text;
  std::erase(digits, '_');
  const bool is_number =
      !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos && (digits.front() != '0' || digits.size() == 1);
  if (is_number && digits.size() > 19) return "'" + text + "' is too large (19 digits at most)";
  if (!is_number) return "'" + text + "' is not a whole number (digits only)";
  text = digits;
  return {};
}

std::string real_number(std::string& text) {
  double value = 0;
  return read(text, value) && std::isfinite(value) ? "" : "'" + text + "' is not a number";
}

std::string probability(std::string& text) {
  const bool is_percentage = text.ends_with('%');
  double value = 0;
  if (!read(std::string_view(text).substr(0, text.size() - (is_percentage ? 1 : 0)), value)) return "'" + text + "' is not a number";
  if (value > 0 && value < 1 && !is_percentage) return {};
  char fraction[64] = "";
  if (value > 0 && value < 100 && (value > 1 || is_percentage))
    std::snprintf(fraction, sizeof fraction, "; did you mean %.12g?", value / 100);
  return "'" + text + "' is not a number between 0 and 1" + fraction;
}

std::string percentile(std::string& text) {
  const std::string number = text.starts_with('P') || text.starts_with('p') ? text.substr(1) : text;
  double value = 0;
  if (!read(number, value) || !(value > 0 && value < 100)) return "'" + text + "' is not a percentile (a number between 0 and 100)";
  text = number;
  return {};
}

std::string risk(std::string& text) {
  constexpr std::string_view kWorst = "cvar=";
  if (text == "mean") return {};
  if (!text.starts_with(kWorst)) return "'" + text + "' is neither mean nor cvar= and a number such as 0.1";
  std::string share = text.substr(kWorst.size());
  const std::string wrong = probability(share);
  return wrong.empty() ? "" : "'" + text + "': " + wrong;
}

std::string file_name(std::string& text) {
  if (text.empty()) return "the name is empty";
  if (text.front() != '=') return {};
  return "'" + text + "' begins with = (what follows the one letter of an option comes after a blank: -o x)";
}

}  // namespace cellcast::cli
