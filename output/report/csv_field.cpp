#include "output/report/csv_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/text.hpp"

namespace cellcast::output {

namespace {

/// In any case; what readers of pandas, R, Julia and spreadsheets take for missing.
bool is_missing(const std::string& text) {
  constexpr std::array<std::string_view, 14> kWords{"",     "na",   "n/a",  "#n/a", "#na",     "nan",      "-nan",
                                                    "null", "none", "<na>", "nil",  "missing", "#n/a n/a", "undefined"};
  std::string lower = text;
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::find(kWords, lower) != kWords.end();
}

}  // namespace

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos && !is_missing(text)) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string csv_number(double number) { return std::isnan(number) ? "" : base::shortest(number); }

}  // namespace cellcast::output
