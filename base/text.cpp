#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/utf8.hpp"

namespace cellcast::base {

std::string shortest(double number) {
  char text[32];
  const auto result = std::to_chars(text, text + sizeof text, number);
  return std::string(text, result.ptr);
}

std::string joined(std::span<const std::string> words, std::string_view between) {
  std::string all;
  for (std::size_t k = 0; k < words.size(); ++k) all.append(k > 0 ? between : "").append(words[k]);
  return all;
}

std::string readable(double number, double scale, double spread) {
  if (std::isnan(number)) return "–";
  if (number == 0) return "0";
  char text[64];
  const double magnitude = std::fabs(scale);
  if (!(magnitude >= 1e-4 && magnitude < 1e9)) {
    std::snprintf(text, sizeof text, "%.3e", number);
    return text;
  }
  const auto decimals_for = [](double value, int digits) { return digits - 1 - static_cast<int>(std::floor(std::log10(value))); };
  const int decimals = std::max(decimals_for(magnitude, 4), spread > 0 && std::isfinite(spread) ? decimals_for(spread, 2) : 0);
  std::snprintf(text, sizeof text, "%.*f", std::clamp(decimals, 0, 7), number);
  return text;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& alignment) {
  std::vector<std::size_t> widths(alignment.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - width(row[i]), ' ');
      text += i > 0 ? "  " : "";
      text += alignment[i] == Align::left ? row[i] + blanks : blanks + row[i];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace cellcast::base
