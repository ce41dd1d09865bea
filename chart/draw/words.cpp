#include "chart/draw/words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace cellcast::chart {
namespace {

std::string fixed(double value, int decimals) {
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

/// `-0.0` is no number that one would write.
std::string without_negative_zero(const std::string& digits) {
  const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
  return is_zero && digits.starts_with('-') ? digits.substr(1) : digits;
}

double ems_of(char32_t code) {
  if (code >= '0' && code <= '9') return 0.636;
  if (code == 0x202F) return 0.2;
  if (code == ' ' || code == '.' || code == ',' || code == ':' || code == ';' || code == '\'' || code == '|') return 0.33;
  if (code == 'i' || code == 'l' || code == 'j' || code == 'I') return 0.29;
  if (code == 'f' || code == 't' || code == 'r' || code == '(' || code == ')' || code == '-') return 0.4;
  if (code == 'm' || code == 'M' || code == 'W' || code == '%' || code == '@') return 0.97;
  if (code == 'w' || code == '+' || code == '<' || code == '>' || code == '=' || code == 0x2265 || code == 0x2212) return 0.84;
  if (code >= 'A' && code <= 'Z') return 0.7;
  return 0.62;
}

template <class Each>
void for_each_character(std::string_view text, Each each) {
  while (!text.empty()) {
    const base::Character c = base::first_character(text);
    each(c, text.substr(0, c.bytes));
    text.remove_prefix(c.bytes);
  }
}

}  // namespace

std::string grouped(const std::string& digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(digits.find_first_not_of("0123456789", first), digits.size());
  std::string out = first == 1 ? kMinus : "";
  for (std::size_t i = first; i < end; ++i) {
    if (i > first && (end - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  for (std::size_t i = end; i < digits.size(); ++i) out += digits[i] == '-' ? std::string(kMinus) : std::string(1, digits[i]);
  return out;
}

std::string amount(double value, const Quantity& quantity, double scale) {
  if (std::isnan(value)) return kDash;
  if (quantity.is_share) {
    const int decimals = std::fabs(scale) >= 0.01 || scale == 0 ? 1 : std::fabs(scale) >= 0.001 ? 2 : 3;
    return grouped(without_negative_zero(fixed(100 * value, decimals))) + kThin + "%";
  }
  return grouped(without_negative_zero(base::readable(value, scale)));
}

std::string amount(double value, const Quantity& quantity) { return amount(value, quantity, value); }

std::string with_unit(double value, const Quantity& quantity) {
  const bool has_unit = !quantity.is_share && !quantity.unit.empty() && quantity.unit != "1";
  return amount(value, quantity) + (has_unit ? kThin + quantity.unit : "");
}

std::string signed_amount(double value, const Quantity& quantity) { return (value > 0 ? "+" : "") + amount(value, quantity); }

std::string percent(double p) {
  const std::string unit = std::string(kThin) + "%";
  if (std::isnan(p)) return kDash;
  if (p > 0 && p < 0.001) return "<\u202F0.1" + unit;
  if (p < 1 && p > 0.999) return ">\u202F99.9" + unit;
  const bool is_fine = (p > 0 && p < 0.1) || (p > 0.99 && p < 1);
  return fixed(100 * p, is_fine ? 1 : 0) + unit;
}

std::string in_year(int year) { return year == 0 ? "" : " in " + std::to_string(year); }

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string within(std::string text) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && is_small(text[1])) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

double width_of(const std::string& text) {
  double ems = 0;
  for_each_character(text, [&](const base::Character& c, std::string_view bytes) {
    const std::size_t columns = c.code == base::Character::kInvalid ? 4 : base::width(bytes);
    ems += c.code < 0x80 || columns == 1 ? ems_of(c.code) : columns == 0 ? 0 : columns == 2 ? 1.02 : 0.64 * 4;
  });
  return ems;
}

std::string shortened(const std::string& text, double ems) {
  if (width_of(text) <= ems) return text;
  std::string out;
  double used = 1;
  for_each_character(text, [&](const base::Character&, std::string_view bytes) {
    used += width_of(std::string(bytes));
    if (used <= ems) out += bytes;
  });
  return out + "…";
}

std::vector<std::string> wrapped(const std::string& text, double ems) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = shortened(text.substr(at, end - at), ems);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && width_of(line) + 0.33 + width_of(word) > ems) lines.push_back(std::exchange(line, ""));
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace cellcast::chart
