#include "config/toml/date_slips.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "base/ascii.hpp"

namespace cellcast::config {

namespace {

/// Its three numbers and what divides them.
struct Parts {
  std::array<std::string_view, 3> digits;
  char divider = 0;
  bool is_whole = false;
};


Parts divided(std::string_view word) {
  Parts parts;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto end = std::find_if_not(word.begin(), word.end(), base::is_digit);
    parts.digits[i] = word.substr(0, static_cast<std::size_t>(end - word.begin()));
    word.remove_prefix(parts.digits[i].size());
    if (parts.digits[i].empty() || parts.digits[i].size() > 4) return parts;
    if (i == 2 || word.empty()) break;
    if (i > 0 && word.front() != parts.divider) return parts;
    parts.divider = word.front();
    word.remove_prefix(1);
  }
  constexpr std::string_view kDividers = "/.-";
  parts.is_whole = word.empty() && !parts.digits[2].empty() && kDividers.find(parts.divider) != std::string_view::npos;
  return parts;
}

std::string day(std::string_view year, std::string_view month, std::string_view day_of_month) {
  if (year.size() != 4 || month.size() > 2 || day_of_month.size() > 2) return "";
  int y = 0;
  unsigned m = 0, d = 0;
  std::from_chars(year.data(), year.data() + year.size(), y);
  std::from_chars(month.data(), month.data() + month.size(), m);
  std::from_chars(day_of_month.data(), day_of_month.data() + day_of_month.size(), d);
  if (!std::chrono::year_month_day(std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)).ok()) return "";
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", y, m, d);
  return text;
}

}  // namespace

std::string written_day(std::string_view word) {
  if (word.size() == 8 && std::ranges::all_of(word, base::is_digit)) return day(word.substr(0, 4), word.substr(4, 2), word.substr(6));
  const Parts parts = divided(word);
  if (!parts.is_whole) return "";
  const auto& [first, second, third] = parts.digits;
  if (first.size() == 4) return day(first, second, third);
  const std::string day_first = day(third, second, first);
  if (parts.divider == '.') return day_first;
  const std::string month_first = day(third, first, second);
  if (day_first.empty() || month_first.empty() || day_first == month_first) return day_first.empty() ? month_first : day_first;
  return month_first + " or " + day_first;
}

}  // namespace cellcast::config
